import { useEffect, useState } from 'preact/hooks'
import type { Message } from '../../api/types'
import type { OutboxItem } from '../../live/outbox-item'
import { toReadable } from '../mentions'
import { useSession } from '../session'

interface Props {
  message: Message
  item: OutboxItem
  onGoOn: () => void
}

/** Two changed the same message. Both texts are shown, and the person decides. */
export function Conflict({ message, item, onGoOn }: Props) {
  const { api, store, outbox, actions, words } = useSession()
  const [failed, setFailed] = useState(false)
  const isStale = message.revision === item.ifMatch
  useEffect(() => {
    if (isStale) api.message(message.id).then((current) => store.upsert(current), () => setFailed(true))
  }, [message.id, isStale])

  return (
    <div class="conflict" role="group">
      {isStale ? (
        <p>{failed ? words.loadFailed : words.loading}</p>
      ) : (
        <>
          <p>{words.conflict}</p>
          <div class="conflict-theirs prose" dangerouslySetInnerHTML={{ __html: message.html }} />
        </>
      )}
      <p>{words.conflictMine}</p>
      <p class="message-plain">{toReadable(item.text ?? '').text}</p>
      <div class="row-actions">
        <button
          type="button"
          class="button"
          disabled={isStale}
          onClick={() => actions.retryOn(item, message.revision)}
        >
          {words.conflictKeepMine}
        </button>
        <button type="button" class="button-quiet" onClick={onGoOn}>
          {words.conflictGoOn}
        </button>
        <button type="button" class="button-quiet" onClick={() => outbox.discard(item.key)}>
          {words.conflictKeepTheirs}
        </button>
      </div>
    </div>
  )
}
