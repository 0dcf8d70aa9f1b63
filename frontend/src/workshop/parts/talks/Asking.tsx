import { useState } from 'preact/hooks'
import { deedsOf } from '../../core/deeds'
import { askedIn, type AskedOrder } from '../../core/talks'
import type { Asked, Step } from '../../core/views'
import { useDraft, useWorkshop } from '../../session'
import { TextField } from '../Form'
import { usePowers } from '../powers'
import { Saving } from '../Saving'
import { AskedCard } from './AskedCard'

const LONGEST = 500

/** Questions to the room. Voices change their numbers at once, and their order only when the reader asks. */
export function Asking({ step }: { step: Step }) {
  const { store, words } = useWorkshop()
  const { mayWrite } = usePowers(step)
  const [fixed, setFixed] = useState<string[] | null>(null)
  const { open, answered } = askedIn(step.id, store.all('asked'), 'asked')
  const shown = fixed ? inFixedOrder(open, fixed) : open
  const sort = (order: AskedOrder) => {
    setFixed(order === 'asked' ? null : askedIn(step.id, store.all('asked'), order).open.map(({ id }) => id))
  }
  return (
    <>
      {mayWrite && <AskForm step={step} />}
      <section class="ws-asked" aria-labelledby={`asked-${step.id}`}>
        <div class="section-head">
          <h3 id={`asked-${step.id}`}>{words.questionsOpen}</h3>
          {open.length > 1 && (
            <button type="button" class="button-quiet button-small" onClick={() => sort(fixed ? 'asked' : 'voices')}>
              {fixed ? words.sortAsked : words.sortVoices}
            </button>
          )}
        </div>
        {shown.length === 0 && <p class="ws-empty">{words.noQuestions}</p>}
        <ul class="ws-asked-list">
          {shown.map((asked) => (
            <AskedCard key={asked.id} asked={asked} step={step} others={open} />
          ))}
          <Unsent step={step} />
        </ul>
      </section>
      {answered.length > 0 && (
        <details class="ws-answered">
          <summary>
            {words.questionsAnswered} ({answered.length})
          </summary>
          <ul class="ws-asked-list">
            {answered.map((asked) => (
              <AskedCard key={asked.id} asked={asked} step={step} others={[]} />
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

/** As they were when the reader sorted them; what has come since stands below. */
function inFixedOrder(open: Asked[], fixed: string[]): Asked[] {
  const place = ({ id }: Asked) => (fixed.includes(id) ? fixed.indexOf(id) : fixed.length)
  return [...open].sort((a, b) => place(a) - place(b) || a.position - b.position)
}

function AskForm({ step }: { step: Step }) {
  const { words, contributing, ticking } = useWorkshop()
  const [text, setText] = useDraft(`ask.${step.id}`)
  const openness = ticking.openness(step)
  const send = (event: Event) => {
    event.preventDefault()
    const trimmed = text.trim()
    if (trimmed === '' || trimmed.length > LONGEST) return
    contributing.ask(step.id, trimmed)
    setText('')
  }
  return (
    <form class="ws-write" onSubmit={send}>
      {openness !== 'open' && <p class="ws-closed">{words.closedFor[openness]}</p>}
      <TextField label={words.askRoom} value={text} onInput={setText} limit={LONGEST} required />
      <div class="ws-write-foot">
        <button type="submit" class="button">
          {words.askIt}
        </button>
        <p class="ws-hint">
          {words.neverPersons} {words.naming[step.naming]}
        </p>
      </div>
    </form>
  )
}

/** Own questions on their way, or refused. */
function Unsent({ step }: { step: Step }) {
  const { outbox, drafts, store } = useWorkshop()
  const own = deedsOf(outbox.items(), 'ask').filter(({ deed }) => deed.step === step.id && !store.get('asked', deed.asked))
  return (
    <>
      {own.map(({ item, deed }) => (
        <li key={item.key} class="ws-asked-item is-unsent">
          <p class="ws-asked-text">{deed.text}</p>
          <Saving
            item={item}
            takeBack={() => {
              drafts.set(`ask.${step.id}`, [deed.text, drafts.get(`ask.${step.id}`)].filter(Boolean).join('\n'))
              outbox.discard(item.key)
            }}
          />
        </li>
      ))}
    </>
  )
}
