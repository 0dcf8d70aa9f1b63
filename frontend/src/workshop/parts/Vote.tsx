import { purseOf, voteRows, type Purse } from '../core/ballots'
import { deedsOf } from '../core/deeds'
import { ownDots, refusedOf } from '../core/own'
import type { Item, Step } from '../core/views'
import { useWorkshop } from '../session'
import { Icon } from '../../room/parts/Icon'
import { Bars } from './Bars'
import { Given } from './Given'
import { usePowers } from './powers'
import { Refused } from './Saving'

/** Dots on what came up. While one votes nothing changes place; afterwards what got most stands first. */
export function Vote({ step }: { step: Step }) {
  const { store, outbox, words, ticking } = useWorkshop()
  const { mayWrite } = usePowers(step)
  const items = outbox.items()
  const dots = ownDots(store, items, step.id)
  const purse = purseOf(step, dots)
  const tally = store.get('tally', step.id)
  const openness = ticking.openness(step)
  const isOpen = openness === 'open' && mayWrite
  const own = new Set(Object.keys(dots).filter((id) => (dots[id] ?? 0) > 0))
  if (step.items.length === 0 && step.state !== 'planned') return <p class="ws-empty">{words.noItems}</p>
  return (
    <>
      {openness !== 'open' && <p class="ws-closed">{words.closedChoices[openness]}</p>}
      {isOpen && (
        <p class="ws-purse" aria-live="off">
          <strong>{words.dotsLeft(purse.left, purse.budget)}</strong>
          <span class="ws-hint">
            {words.mostDots(purse.most)} {words.secretBallot}
          </span>
        </p>
      )}
      {refusedOf(items, (deed) => deed.does === 'dots' && deed.step === step.id).map((item) => (
        <Refused key={item.key} item={item} />
      ))}
      {isOpen && (
        <ul class="ws-ballot">
          {step.items.map((item) => (
            <BallotItem key={item.id} step={step} item={item} count={dots[item.id] ?? 0} purse={purse} />
          ))}
        </ul>
      )}
      <Given step={step} />
      {tally?.results ? (
        <section class="ws-results" aria-labelledby={`results-${step.id}`}>
          <h3 id={`results-${step.id}`}>{words.results}</h3>
          <Bars rows={voteRows(step.items, tally)} caption={step.title} unit={words.dots(2).replace(/^\d+ /, '')} own={own} />
        </section>
      ) : (
        !isOpen && step.state !== 'planned' && <p class="ws-hint">{words.resultsLater}</p>
      )}
    </>
  )
}

interface ItemProps {
  step: Step
  item: Item
  count: number
  purse: Purse
}

function BallotItem({ step, item, count, purse }: ItemProps) {
  const { words, contributing, outbox } = useWorkshop()
  const text = item.text || words.takenOut
  const isFull = purse.left === 0 || count >= purse.most
  const waiting = deedsOf(outbox.items(), 'dots').find(({ deed, item: sent }) => deed.item === item.id && !sent.refusal)
  const set = (dots: number) => {
    if (dots >= 0 && !(dots > count && isFull)) contributing.dots(step.id, item.id, dots)
  }
  return (
    <li class={count > 0 ? 'ws-ballot-item is-chosen' : 'ws-ballot-item'}>
      <p class="ws-ballot-text" id={`item-${item.id}`}>
        {text}
      </p>
      <div class="ws-dots" role="group" aria-labelledby={`item-${item.id}`}>
        <button type="button" class="button-quiet ws-dot-button" aria-disabled={count === 0} aria-label={words.takeDot(text)} onClick={() => set(count - 1)}>
          <Icon name="minus" />
        </button>
        <span class="ws-dot-count">
          <span class="sr-only">{words.dotsOn(count)}</span>
          <span aria-hidden="true">{count}</span>
        </span>
        <button type="button" class="button-quiet ws-dot-button" aria-disabled={isFull} aria-label={words.addDot(text, purse.left)} onClick={() => set(count + 1)}>
          <Icon name="plus" />
        </button>
      </div>
      <p class="ws-dot-row" aria-hidden="true">
        {Array.from({ length: Math.min(count, 20) }, (_, index) => (
          <span key={index} class="ws-dot" />
        ))}
      </p>
      {waiting && <p class={`save-state is-${outbox.stateOf(waiting.item)}`}>{outbox.stateOf(waiting.item) === 'waiting' ? words.waiting : words.saving}</p>}
    </li>
  )
}
