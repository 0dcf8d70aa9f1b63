import { useState } from 'preact/hooks'
import { questionRows } from '../../core/ballots'
import { deedsOf } from '../../core/deeds'
import { ownAnswers, refusedOf } from '../../core/own'
import { asList, type Question } from '../../core/questions'
import type { QuestionResult, Step } from '../../core/views'
import { useWorkshop } from '../../session'
import { Bars } from '../Bars'
import { Given } from '../Given'
import { Sure } from '../host/Sure'
import { usePowers } from '../powers'
import { Refused } from '../Saving'
import { QuestionField } from './QuestionField'

/** Questions that each person answers for themselves. Each answer is saved as it is given. */
export function Poll({ step }: { step: Step }) {
  const { store, words, ticking } = useWorkshop()
  const { mayWrite } = usePowers(step)
  const openness = ticking.openness(step)
  const results = store.get('tally', step.id)?.results?.questions
  const questions = step.settings.questions ?? []
  // Words of one's own are kept for the hosts even when they come too late; choices are not.
  const isAnswerable = (question: Question) => mayWrite && (openness === 'open' || question.kind === 'text' || question.kind === 'words')
  return (
    <>
      {openness !== 'open' && <p class="ws-closed">{words.closedChoices[openness]}</p>}
      <ol class="ws-questions">
        {questions.map((question) => (
          <li key={question.id} class="ws-question">
            {isAnswerable(question) ? <Answered step={step} question={question} /> : <h3 class="ws-question-text">{question.text}</h3>}
            {results?.[question.id] && <QuestionResults step={step} question={question} result={results[question.id] ?? {}} />}
          </li>
        ))}
      </ol>
      {openness === 'open' && mayWrite && <p class="ws-hint">{words.secretAnswers}</p>}
      <Given step={step} />
      {!results && step.state === 'closed' && <p class="ws-hint">{words.resultsLater}</p>}
    </>
  )
}

function Answered({ step, question }: { step: Step; question: Question }) {
  const { store, outbox, words, contributing } = useWorkshop()
  const items = outbox.items()
  const value = ownAnswers(store, items, step.id)[question.id] ?? null
  const waiting = deedsOf(items, 'answer').find(({ item, deed }) => deed.step === step.id && deed.question === question.id && !item.refusal)
  const refused = refusedOf(items, (deed) => deed.does === 'answer' && deed.step === step.id && deed.question === question.id)
  const state = waiting && outbox.stateOf(waiting.item)
  return (
    <>
      <QuestionField step={step} question={question} value={value} onAnswer={(answer) => contributing.answer(step.id, question.id, answer)} />
      <p class={`save-state is-${state ?? 'saved'}`}>
        {state ? (state === 'waiting' ? words.waiting : words.saving) : value !== null && words.answered}
        {!state && value !== null && (
          <button type="button" class="button-link" onClick={() => contributing.answer(step.id, question.id, null)}>
            {words.takeAnswerBack}
          </button>
        )}
      </p>
      {store.mine.tooLate?.[step.id]?.includes(question.id) && <p class="save-state is-refused">{words.answerTooLate}</p>}
      {refused.map((item) => (
        <Refused key={item.key} item={item} />
      ))}
    </>
  )
}

interface ResultsProps {
  step: Step
  question: Question
  result: QuestionResult
}

export function QuestionResults({ step, question, result }: ResultsProps) {
  const { words, formats, store, boot, leading } = useWorkshop()
  const { leads } = usePowers(step)
  const rows = questionRows(question, result)
  const value = store.mine.answers?.[step.id]?.[question.id]
  const own = new Set(boot.view === 'screen' || question.kind === 'ranking' ? [] : [...asList(value), ...(value === undefined || value === null ? [] : [String(value)])])
  const texts = result.texts ?? []
  if (rows.length === 0 && texts.length === 0) return <p class="ws-empty">{words.nothingYet}</p>
  return (
    <div class="ws-results">
      {rows.length > 0 && <Bars rows={rows} caption={question.text} unit={question.kind === 'ranking' ? words.firstPlaces : words.count} own={own} />}
      {question.kind === 'ranking' && <p class="ws-hint">{words.firstPlaces}</p>}
      {question.kind === 'scale' && (
        <p class="ws-scale-ends">
          {typeof result.mean === 'number' && <strong>{words.mean(formats.number(result.mean))}</strong>}
          {question.low_label && <span>{`${question.low} = ${question.low_label}`}</span>}
          {question.high_label && <span>{`${question.high} = ${question.high_label}`}</span>}
        </p>
      )}
      {texts.length > 0 && (
        <ul class="ws-texts">
          {texts.map((text) => (
            <li key={text}>
              <span>{text}</span>
              {leads && <TakeOut text={text} run={() => leading.redactAnswer(step.id, question.id, text)} />}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Words that should not have been written, taken out of every ballot. */
function TakeOut({ text, run }: { text: string; run: () => void }) {
  const { words } = useWorkshop()
  const [isSure, setSure] = useState(false)
  if (isSure) return <Sure text={text} yes={words.lead.redactYes} run={run} close={() => setSure(false)} />
  return (
    <button type="button" class="button-link" aria-label={`${words.lead.redact}: ${text}`} onClick={() => setSure(true)}>
      {words.lead.redact}
    </button>
  )
}
