import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Message } from '../../api/types'
import type { OutboxItem } from '../../live/outbox-item'
import type { Holder } from '../holder'
import { useSession } from '../session'
import { Conflict } from './Conflict'
import { Files } from './Files'
import { MadeActivities } from './Goals'
import { History } from './History'
import { MessageActions, type FormKind } from './MessageActions'
import { MessageBody } from './MessageBody'
import { AskForm, EditForm, HideForm, RemoveForm } from './MessageForms'
import { MessageHead } from './MessageHead'
import { QuestionBanner } from './QuestionBanner'
import { Reactions } from './Reactions'
import { SaveState } from './SaveState'
import { useSeen } from './use-seen'

interface Props {
  message: Message
  items: OutboxItem[]
}

export function MessageCard({ message, items }: Props) {
  const { words, places, recent, outbox } = useSession()
  const [form, setForm] = useState<FormKind | null>(null)
  const [start, setStart] = useState<string | null>(null)
  const [isHistoryOpen, setHistoryOpen] = useState(false)
  const card = useRef<HTMLElement>(null)
  const menuButton = useRef<HTMLButtonElement>(null)
  useSeen(card, message)
  const closeForm = useReturningFocus(form, () => setForm(null), menuButton, card)

  const editAgain = (item: OutboxItem) => {
    outbox.discard(item.key)
    setStart(item.text ?? '')
    setForm('edit')
  }
  const open = (kind: FormKind) => {
    setStart(null)
    setForm(kind)
  }
  const conflict = items.find(({ kind, refusal }) => kind === 'edit' && refusal?.status === 412)
  const others = items.filter((item) => item !== conflict && (item.refusal || !isReaction(item)))
  const props = { message, close: closeForm }
  return (
    <article
      class={classesFor(message, items, places.linked === message.id)}
      id={`m-${message.id}`}
      ref={card}
      tabIndex={-1}
      aria-labelledby={`o-${message.id}`}
    >
      <MessageHead message={message} isHistoryOpen={isHistoryOpen} onHistory={() => setHistoryOpen(!isHistoryOpen)} />
      {form === 'edit' ? (
        <EditForm {...props} start={start ?? message.text} />
      ) : (
        <MessageBody message={message} items={items} />
      )}
      <QuestionBanner message={message} />
      <MadeActivities message={message} />
      <Files files={message.attachments} />
      <Reactions message={message} items={items} />
      {form === 'remove' && <RemoveForm {...props} />}
      {form === 'hide' && <HideForm {...props} />}
      {form === 'ask' && <AskForm {...props} />}
      {conflict && <Conflict message={message} item={conflict} onGoOn={() => editAgain(conflict)} />}
      {others.map((item) => (
        <SaveState key={item.key} item={item} onEdit={item.kind === 'edit' ? () => editAgain(item) : undefined} />
      ))}
      {items.length === 0 && recent.has(message.id) && <p class="save-state is-saved">{words.saved}</p>}
      {isHistoryOpen && message.state === 'visible' && (
        <History message={message} close={() => (setHistoryOpen(false), card.current?.focus())} />
      )}
      {message.state !== 'deleted' && (
        <MessageActions message={message} items={items} menuButton={menuButton} open={open} />
      )}
    </article>
  )
}

const isReaction = ({ kind }: OutboxItem) => kind === 'react' || kind === 'unreact'

/** When a form closes, the focus goes back to where it came from, or to the message itself. */
function useReturningFocus(
  form: FormKind | null,
  close: () => void,
  button: Holder<HTMLButtonElement>,
  card: Holder<HTMLElement>,
): () => void {
  const before = useRef(form)
  useLayoutEffect(() => {
    // The menu of a message that is being removed will go with it.
    const isButtonSafe = before.current !== 'remove'
    if (form === null && before.current) ((isButtonSafe && button.current) || card.current)?.focus()
    before.current = form
  }, [form])
  return close
}

function classesFor(message: Message, items: OutboxItem[], isLinked: boolean): string {
  const { me } = useSession()
  const marks = {
    'is-own': message.author.id === me.id,
    'is-reply': message.thread !== null,
    'is-question': message.question !== null,
    'is-hidden': message.state === 'hidden',
    'is-deleted': message.state === 'deleted',
    'is-locked': message.locked,
    'is-linked': isLinked,
    'is-pending': items.some(({ refusal }) => !refusal),
    'is-refused': items.some(({ refusal }) => refusal),
  }
  return ['message', ...Object.entries(marks).flatMap(([name, isOn]) => (isOn ? name : []))].join(' ')
}
