import type { Message, Question } from '../../api/types'
import type { OutboxItem } from '../../live/outbox-item'
import type { Holder } from '../holder'
import { useSession } from '../session'
import { Disclosure } from './Disclosure'
import { Icon, type IconName } from './Icon'
import { ReactMenu } from './Reactions'

export type FormKind = 'edit' | 'remove' | 'hide' | 'ask'

interface Props {
  message: Message
  items: OutboxItem[]
  menuButton: Holder<HTMLButtonElement>
  open: (form: FormKind) => void
}

export function MessageActions({ message, items, menuButton, open }: Props) {
  const { words, store, places, writing } = useSession()
  const { abilities } = store.room
  const isVisible = message.state === 'visible'
  const mayReply = abilities?.post && isVisible && !isLocked(message, store.get(message.thread ?? ''))
  const replies = store.replies(message.id).length
  return (
    <div class="message-actions">
      {mayReply && <Action icon="reply" label={words.reply} run={() => writing.reply(message)} />}
      {mayReply && <Action icon="quote" label={words.quote} run={() => writing.quote(message)} />}
      {isVisible && abilities?.react && <ReactMenu message={message} items={items} />}
      {replies > 0 && places.thread === null && (
        <Action icon="thread" label={words.showThread(replies)} run={() => places.showThread(message.id, message.id)} />
      )}
      <MoreMenu message={message} menuButton={menuButton} open={open} />
    </div>
  )
}

function isLocked(message: Message, top: Message | undefined): boolean {
  return message.locked || (top?.locked ?? false)
}

interface Choice {
  icon: IconName
  label: string
  /** A page of its own, or what is done here. */
  href?: string
  run?: () => void
}

function MoreMenu({ message, menuButton, open }: Omit<Props, 'items'>) {
  const { words } = useSession()
  const choices = useChoices(message, open)
  return (
    <Disclosure
      label={words.more}
      fullLabel={words.moreFor(message.organisation.name)}
      icon="more"
      buttonRef={menuButton}
    >
      {(close) => (
        <ul>
          {choices.map((choice) => (
            <li key={choice.label}>
              <Item choice={choice} close={close} />
            </li>
          ))}
        </ul>
      )}
    </Disclosure>
  )
}

function Item({ choice: { icon, label, href, run }, close }: { choice: Choice; close: () => void }) {
  const inside = (
    <>
      <Icon name={icon} />
      {label}
    </>
  )
  if (href) {
    return (
      <a class="menu-item" href={href}>
        {inside}
      </a>
    )
  }
  const choose = () => {
    close()
    run?.()
  }
  return (
    <button type="button" class="menu-item" onClick={choose}>
      {inside}
    </button>
  )
}

/** What this person may do with this message. The server has the last word; this only spares useless buttons. */
function useChoices(message: Message, open: (form: FormKind) => void): Choice[] {
  const { words, store, me, actions, speech } = useSession()
  const abilities = store.room.abilities
  // What was written under another hat is changed under that hat.
  const isOwn = message.author.id === me.id && message.organisation.short_name === me.organisation
  const isVisible = message.state === 'visible'
  const isTop = message.thread === null
  const top = store.get(message.thread ?? '')
  const asked = openQuestionFor(message, store.get(message.reply_to ?? ''), top)
  const isAsked = asked && [asked.organisation.name, asked.organisation.short_name].includes(me.organisation)
  const form = (kind: FormKind) => ({ run: () => open(kind) })
  const copy = async () => {
    await navigator.clipboard.writeText(new URL(message.url, location.href).href)
    speech.tell(words.linkCopied)
  }
  const offers: [unknown, Choice][] = [
    [isVisible && isOwn && abilities?.post && !isLocked(message, top), { icon: 'edit', label: words.edit, ...form('edit') }],
    [
      isVisible && (isAsked || (asked && abilities?.moderate)),
      { icon: 'check', label: words.markAnswer, run: () => asked && actions.answer(asked.id, message) },
    ],
    [isVisible && abilities?.ask && !isQuestion(message), { icon: 'question', label: words.ask, ...form('ask') }],
    [
      isVisible && abilities?.make_activity,
      { icon: 'activity', label: words.makeActivity, href: `/meddelande/${message.id}/atgard/` },
    ],
    [true, { icon: 'link', label: words.copyLink, run: () => void copy().catch(() => {}) }],
    [isVisible && abilities?.moderate, { icon: 'hide', label: words.hide, ...form('hide') }],
    [
      message.state === 'hidden' && abilities?.moderate,
      { icon: 'show', label: words.unhide, run: () => actions.unhide(message) },
    ],
    [
      isTop && abilities?.moderate,
      message.locked
        ? { icon: 'unlock', label: words.unlock, run: () => actions.lock(message, false) }
        : { icon: 'lock', label: words.lock, run: () => actions.lock(message, true) },
    ],
    [isVisible && isOwn, { icon: 'remove', label: words.remove, ...form('remove') }],
  ]
  return offers.filter(([isOffered]) => isOffered).map(([, choice]) => choice)
}

function isQuestion(message: Message): boolean {
  return message.question !== null && message.question.state !== 'withdrawn'
}

function openQuestionFor(message: Message, ...above: (Message | undefined)[]): Question | null {
  const asked = above.find((one) => one && one.id !== message.id && one.question?.state === 'open')
  return asked?.question ?? null
}

function Action({ icon, label, run }: { icon: IconName; label: string; run: () => void }) {
  return (
    <button type="button" class="button-quiet" onClick={run}>
      <Icon name={icon} />
      {label}
    </button>
  )
}
