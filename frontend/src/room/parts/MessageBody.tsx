import type { Message } from '../../api/types'
import type { OutboxItem } from '../../live/outbox-item'
import { excerpt } from '../excerpt'
import { toReadable } from '../mentions'
import { useSession } from '../session'

interface Props {
  message: Message
  items: OutboxItem[]
}

/** What the message says. Markup comes only from the server, which has cleaned it. */
export function MessageBody({ message, items }: Props) {
  const { words } = useSession()
  if (message.state === 'deleted') return <p class="message-gone">{words.deleted}</p>
  if (message.state === 'hidden') {
    return <p class="message-gone">{message.reason ? words.hidden(message.reason) : words.hiddenNoReason}</p>
  }
  const edit = items.findLast(({ kind, refusal }) => kind === 'edit' && !refusal)
  return (
    <>
      <ReplyTo message={message} />
      <Quoted message={message} />
      {edit ? (
        <p class="message-plain">{toReadable(edit.text ?? '').text}</p>
      ) : (
        <div class="message-body prose" dangerouslySetInnerHTML={{ __html: message.html }} />
      )}
    </>
  )
}

function ReplyTo({ message }: { message: Message }) {
  const { store, words, places } = useSession()
  if (message.reply_to === null) return null
  const id = message.reply_to
  const above = store.get(id)
  const text = above ? words.replyTo(above.organisation.name, excerpt(above)) : words.replyToEarlier
  const go = (event: Event) => {
    event.preventDefault()
    void places.go(id)
  }
  return (
    <a class="message-reply-to" href={above?.url ?? `?m=${id}`} onClick={go}>
      {text}
    </a>
  )
}

function Quoted({ message }: { message: Message }) {
  const { words } = useSession()
  if (!message.quote) return null
  const { excerpt: said, organisation, author } = message.quote
  return (
    <blockquote class="message-quote">
      <p>{said}</p>
      <footer>{words.quoteBy(organisation, author)}</footer>
    </blockquote>
  )
}
