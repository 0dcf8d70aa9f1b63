import type { OutboxItem } from '../../live/outbox-item'
import { explain } from '../explain'
import { useSession } from '../session'

interface Props {
  item: OutboxItem
  onEdit?: (() => void) | undefined
}

/** What has become of one thing the person did, in words, and what can be done about it. */
export function SaveState({ item, onEdit }: Props) {
  const { outbox, words, store, api, actions } = useSession()
  const state = outbox.stateOf(item)
  if (state !== 'refused') {
    const doing = item.kind === 'delete' ? words.removing : words.saving
    return <p class={`save-state is-${state}`}>{state === 'saving' ? doing : words.waiting}</p>
  }

  const tryAgain = async () => {
    const { target, refusal, ifMatch } = item
    const isStale = refusal?.status === 412 && ifMatch !== undefined && target !== undefined
    if (!isStale) return outbox.retry(item.key)
    const current = target === store.room.id ? (await api.snapshot(1)).room : await api.message(target)
    actions.retryOn(item, current.revision)
  }

  return (
    <div class="save-state is-refused">
      <p>{words.refused(explain(item, words))}</p>
      <div class="row-actions">
        <button type="button" class="button-quiet" onClick={() => void tryAgain().catch(() => {})}>
          {words.tryAgain}
        </button>
        {onEdit && (
          <button type="button" class="button-quiet" onClick={onEdit}>
            {words.edit}
          </button>
        )}
        <button type="button" class="button-quiet" onClick={() => outbox.discard(item.key)}>
          {words.remove}
        </button>
      </div>
    </div>
  )
}
