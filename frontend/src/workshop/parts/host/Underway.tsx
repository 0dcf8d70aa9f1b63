import { deedsOf } from '../../core/deeds'
import { useWorkshop } from '../../session'
import { Refused } from '../Saving'

/** What the host has pressed and the server has not answered, so that nothing happens behind their back later. */
export function Underway() {
  const { outbox, words } = useWorkshop()
  const all = deedsOf(outbox.items(), 'lead')
  const shown = all.filter(({ item }) => outbox.stateOf(item) !== 'saving')
  if (shown.length === 0) return null
  return (
    <ul class="ws-underway">
      {shown.map(({ item, deed }) => (
        <li key={item.key}>
          <strong>{words.lead.whats[deed.what] ?? deed.what}</strong>
          {item.refusal ? (
            <Refused item={item} />
          ) : (
            <>
              <span class="save-state is-waiting">{words.waiting}</span>
              <button type="button" class="button-quiet button-small" onClick={() => outbox.discard(item.key)}>
                {words.lead.undo}
              </button>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
