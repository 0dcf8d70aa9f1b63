import { useWorkshop } from '../../session'
import { Signed } from '../Signed'

/** What came too late waits here until somebody says whether it counts. */
export function LateBasket() {
  const { store, words, leading } = useWorkshop()
  const waiting = store.all('late').filter(({ state }) => state !== 'taken')
  if (waiting.length === 0) return null
  return (
    <section class="ws-desk-card ws-basket" aria-labelledby="ws-late">
      <h2 class="ws-desk-title" id="ws-late">
        {words.lead.late} <span class="badge badge-attention">{waiting.filter(({ state }) => state === 'waiting').length}</span>
      </h2>
      <ul class="ws-late-list">
        {waiting.map(({ id, text, by, step, state }) => (
          <li key={id}>
            <p class="ws-note-text">{text}</p>
            <p class="ws-note-meta">
              <Signed by={by} />
              <span>{store.get('step', step)?.title}</span>
              {state === 'left' && <span>{words.lead.lateLeft}</span>}
            </p>
            {store.abilities.run && (
              <div class="row-actions">
                <button type="button" class="button-quiet button-small" onClick={() => leading.late(id, 'take-in')}>
                  {words.lead.takeIn}
                </button>
                {state === 'waiting' && (
                  <button type="button" class="button-quiet button-small" onClick={() => leading.late(id, 'leave-out')}>
                    {words.lead.leaveOut}
                  </button>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
