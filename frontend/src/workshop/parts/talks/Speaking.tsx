import { Icon } from '../../../room/parts/Icon'
import { handWanted, refusedOf } from '../../core/own'
import { ownHand, queueOf, type Queue } from '../../core/talks'
import type { Hand, Step } from '../../core/views'
import { useWorkshop } from '../../session'
import { usePowers } from '../powers'
import { Refused } from '../Saving'
import { RaiseFor } from './RaiseFor'

/** Who speaks, who waits, and one's own hand. */
export function Speaking({ step }: { step: Step }) {
  const { store, words, outbox } = useWorkshop()
  const { leads, mayWrite, isOpen } = usePowers(step)
  const queue = queueOf(step.id, store.all('hand'), store.get('order', step.id))
  return (
    <>
      {mayWrite && (isOpen || ownHand(step.id, store.all('hand'), store.me?.id)) && !leads && <OwnHand step={step} queue={queue} />}
      {refusedOf(outbox.items(), (deed) => deed.does === 'hand' && deed.step === step.id).map((item) => (
        <Refused key={item.key} item={item} />
      ))}
      <NowSpeaking queue={queue} leads={leads} />
      {leads && queue.suggested && <Suggestion queue={queue} />}
      <section class="ws-queue" aria-labelledby={`queue-${step.id}`}>
        <h3 class="ws-small-title" id={`queue-${step.id}`}>
          {words.waitingHands}
        </h3>
        {queue.waiting.length === 0 ? <p class="ws-empty">{words.noHands}</p> : <Waiting hands={queue.waiting} leads={leads} />}
      </section>
      {leads && <RaiseFor step={step} />}
      <Heard step={step} />
    </>
  )
}

function OwnHand({ step, queue }: { step: Step; queue: Queue }) {
  const { store, words, outbox, contributing } = useWorkshop()
  const hand = ownHand(step.id, store.all('hand'), store.me?.id)
  const wanted = handWanted(outbox.items(), step.id)
  const isUp = wanted ?? hand !== null
  const place = hand ? queue.waiting.findIndex(({ id }) => id === hand.id) + 1 : 0
  return (
    <div class="ws-own-hand">
      <button type="button" class={isUp ? 'button-quiet ws-big' : 'button ws-big'} aria-pressed={isUp} onClick={() => contributing.hand(step.id, !isUp)}>
        <Icon name="hand" />
        {isUp ? words.lower : words.raise}
      </button>
      {wanted !== null && <p class="save-state">{words.saving}</p>}
      {wanted === null && hand?.state === 'speaking' && <p class="ws-hint">{words.youSpeak}</p>}
      {wanted === null && place > 0 && <p class="ws-hint">{words.handUp(place)}</p>}
    </div>
  )
}

function NowSpeaking({ queue, leads }: { queue: Queue; leads: boolean }) {
  const { words, leading } = useWorkshop()
  const { speaking } = queue
  return (
    <section class="ws-speaking">
      {speaking ? (
        <>
          <h3 class="ws-small-title">{words.speaks}</h3>
          <p class="ws-speaker">
            <strong>{speaking.name}</strong>
            <span>{speaking.organisation}</span>
          </p>
          {leads && (
            <button type="button" class="button-quiet" onClick={() => leading.hand(speaking.id, 'done')}>
              <Icon name="check" />
              {words.lead.done}
            </button>
          )}
        </>
      ) : (
        <p class="ws-empty">{words.nobodySpeaks}</p>
      )}
    </section>
  )
}

function Suggestion({ queue }: { queue: Queue }) {
  const { words, leading } = useWorkshop()
  const { suggested } = queue
  if (!suggested) return null
  const { hand, reason } = suggested
  return (
    <div class="ws-suggestion">
      <p>
        <span class="badge badge-good">{words.lead.suggested}</span> <strong>{hand.name}</strong>
        {hand.organisation && `, ${hand.organisation}`}: {words.lead.suggestedWhy[reason] ?? ''}
      </p>
      <button type="button" class="button" onClick={() => leading.hand(hand.id, 'call')}>
        {words.lead.callNext(hand.name)}
      </button>
    </div>
  )
}

function Waiting({ hands, leads }: { hands: Hand[]; leads: boolean }) {
  const { words, leading } = useWorkshop()
  return (
    <ol class="ws-hands">
      {hands.map(({ id, name, organisation }) => (
        <li key={id}>
          <span>
            <strong>{name}</strong>
            {organisation && <span class="soft"> {organisation}</span>}
          </span>
          {leads && (
            <span class="row-actions">
              <button type="button" class="button-quiet" aria-label={words.lead.callNext(name)} onClick={() => leading.hand(id, 'call')}>
                {words.lead.call}
              </button>
              <button type="button" class="button-quiet" aria-label={`${words.lead.lower}: ${name}`} onClick={() => leading.hand(id, 'lower')}>
                {words.lead.lower}
              </button>
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}

/** How much each organisation has been heard, as numbers one can act on. */
function Heard({ step }: { step: Step }) {
  const { store, words } = useWorkshop()
  const heard = store.get('order', step.id)?.heard ?? []
  if (heard.length === 0) return null
  return (
    <details class="ws-heard">
      <summary>{words.heard}</summary>
      <table class="ws-table">
        <tbody>
          {heard.map(({ organisation, seconds, turns }) => (
            <tr key={organisation}>
              <th scope="row">{organisation || words.noOrganisation}</th>
              <td>{words.turns(turns)}</td>
              <td>{`${Math.floor(seconds / 60)}:${String(Math.round(seconds) % 60).padStart(2, '0')}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}
