import type { Attachment } from '../../api/types'
import type { OutboxItem } from '../../live/outbox-item'
import { toReadable } from '../mentions'
import { useSession } from '../session'
import { Files } from './Files'
import { SaveState } from './SaveState'

/** An own post the server has not confirmed: shown at once, as plain text, with its state in words. */
export function PendingPost({ item }: { item: OutboxItem }) {
  const { me, outbox, writing } = useSession()
  const isRefused = outbox.stateOf(item) === 'refused'
  const edit = () => {
    outbox.discard(item.key)
    writing.restore(item)
  }
  return (
    <article class={`message is-own is-pending ${isRefused ? 'is-refused' : ''}`} tabIndex={-1}>
      <header class="message-head">
        <strong class="message-organisation">{me.organisation}</strong>
        <span class="message-author">{me.name}</span>
      </header>
      <p class="message-plain">{toReadable(item.text ?? '').text}</p>
      <Files files={(item.extra as Attachment[] | undefined) ?? []} />
      <SaveState item={item} onEdit={edit} />
    </article>
  )
}
