import type { OutboxItem } from '../../live/outbox-item'
import { explain } from '../explain'
import { useSession } from '../session'

interface Props {
  item: OutboxItem | undefined
  /** Shown as saved for a moment under this name. */
  id?: string
  /** What stands there now, when somebody else was quicker. */
  current?: { text: string; revision: number } | undefined
  /** Takes the words back to where they were written. */
  takeBack?: (() => void) | undefined
}

/** What has become of something one did, in words, and what can be done about it. */
export function Saving({ item, id, current, takeBack }: Props) {
  const { words, outbox, recent } = useSession()
  if (!item) return id && recent.has(id) ? <p class="save-state">{words.saved}</p> : null
  const state = outbox.stateOf(item)
  if (state !== 'refused') return <p class={`save-state is-${state}`}>{state === 'saving' ? words.saving : words.waiting}</p>
  return <Refused item={item} current={current} takeBack={takeBack} />
}

export function Refused({ item, current, takeBack }: Omit<Props, 'id'> & { item: OutboxItem }) {
  const { words, shared, outbox } = useSession()
  const isStale = item.refusal?.status === 412 && current !== undefined
  const again = () => outbox.retry(item.key, isStale ? { ifMatch: current.revision } : {})
  return (
    <div class="save-state is-refused">
      <p>{words.refused(explain(item, words, shared))}</p>
      {isStale && <p class="ws-stale">{words.staleNow(current.text)}</p>}
      {item.text && current && item.text !== current.text && <p class="ws-own-text">{item.text}</p>}
      <div class="row-actions">
        <button type="button" class="button-quiet" onClick={again}>
          {isStale ? words.keepMine : words.tryAgain}
        </button>
        {takeBack && (
          <button type="button" class="button-quiet" onClick={takeBack}>
            {words.takeBack}
          </button>
        )}
        <button type="button" class="button-quiet" onClick={() => outbox.discard(item.key)}>
          {item.text ? words.discard : words.understood}
        </button>
      </div>
    </div>
  )
}
