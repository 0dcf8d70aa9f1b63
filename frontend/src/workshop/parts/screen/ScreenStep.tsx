import { boardOf } from '../../core/board'
import { voteRows } from '../../core/ballots'
import { askedIn, queueOf } from '../../core/talks'
import { linesOf, tablesIn } from '../../core/tables'
import type { Step } from '../../core/views'
import { useWorkshop } from '../../session'
import { Bars } from '../Bars'
import { Outcomes } from '../Outcomes'
import { QuestionResults } from '../poll/Poll'

/** What everybody sees of a step on the wall. */
export function ScreenStep({ step }: { step: Step }) {
  switch (step.type) {
    case 'board':
      return <ScreenBoard step={step} />
    case 'vote':
      return <ScreenVote step={step} />
    case 'poll':
    case 'checkin':
    case 'evaluation':
      return <ScreenPoll step={step} />
    case 'questions':
      return <ScreenAsked step={step} />
    case 'speaking':
      return <ScreenSpeaking step={step} />
    case 'tables':
      return <ScreenTables step={step} />
    case 'outcomes':
      return <Outcomes />
    case 'info':
      return null
  }
}

function ScreenBoard({ step }: { step: Step }) {
  const { store, words } = useWorkshop()
  if (step.settings.hidden && !step.revealed) return null
  const columns = boardOf(step, { notes: store.all('note'), groups: store.all('group') })
  return (
    <div class="ws-screen-board" data-columns={columns.length}>
      {columns.map(({ id, title, standing }) => (
        <section key={id} class="ws-column">
          <h3 class="ws-column-title">{title}</h3>
          <ul class="ws-notes">
            {standing.map(({ id: one, group, notes }) => (
              <li key={one} class={group ? 'ws-group' : 'ws-note'}>
                {group && <h4 class="ws-group-title">{group.title || words.groupUntitled}</h4>}
                {notes.map((note) => (
                  <p key={note.id} class="ws-note-text">
                    {note.text}
                  </p>
                ))}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function ScreenGiven({ step }: { step: Step }) {
  const { store, words } = useWorkshop()
  const given = store.get('tally', step.id)?.given ?? 0
  return <p class="ws-screen-given">{words.given(given)}</p>
}

function ScreenVote({ step }: { step: Step }) {
  const { store, words } = useWorkshop()
  const tally = store.get('tally', step.id)
  if (tally?.results) return <Bars rows={voteRows(step.items, tally)} caption={step.title} unit={words.count} />
  return (
    <>
      <ScreenGiven step={step} />
      <ul class="ws-screen-items">
        {step.items.map(({ id, text }) => (
          <li key={id}>{text || words.takenOut}</li>
        ))}
      </ul>
    </>
  )
}

function ScreenPoll({ step }: { step: Step }) {
  const { store } = useWorkshop()
  const results = store.get('tally', step.id)?.results?.questions
  return (
    <>
      <ScreenGiven step={step} />
      <div class="ws-screen-questions">
        {(step.settings.questions ?? []).map((question) => (
          <section key={question.id}>
            <h3>{question.text}</h3>
            {results?.[question.id] ? (
              <QuestionResults step={step} question={question} result={results[question.id] ?? {}} />
            ) : (
              <ul class="ws-screen-options">
                {question.options.map(({ id, text }) => (
                  <li key={id}>{text}</li>
                ))}
              </ul>
            )}
          </section>
        ))}
      </div>
    </>
  )
}

function ScreenAsked({ step }: { step: Step }) {
  const { store, words } = useWorkshop()
  const { open } = askedIn(step.id, store.all('asked'), 'asked')
  if (open.length === 0) return <p class="ws-empty">{words.noQuestions}</p>
  return (
    <ul class="ws-screen-asked">
      {open.map(({ id, text, voices }) => (
        <li key={id}>
          <span>{text}</span>
          <span class="ws-count">{words.voices(voices)}</span>
        </li>
      ))}
    </ul>
  )
}

function ScreenSpeaking({ step }: { step: Step }) {
  const { store, words } = useWorkshop()
  const { speaking, waiting } = queueOf(step.id, store.all('hand'), store.get('order', step.id))
  return (
    <div class="ws-screen-speaking">
      {speaking ? (
        <p class="ws-speaker">
          <span class="ws-screen-eyebrow">{words.speaks}</span>
          <strong>{speaking.name}</strong>
          <span>{speaking.organisation}</span>
        </p>
      ) : (
        <p class="ws-empty">{words.nobodySpeaks}</p>
      )}
      <p class="ws-screen-given">{waiting.length === 0 ? words.noHands : words.handsUp(waiting.length)}</p>
    </div>
  )
}

function ScreenTables({ step }: { step: Step }) {
  const { store, words } = useWorkshop()
  const tables = tablesIn(step.id, store.all('table'))
  return (
    <div class="ws-screen-tables">
      {tables.map(({ id, number, name, sittings, collected }) => (
        <section key={id} class="ws-screen-table">
          <h3>
            {words.table(number)}
            {name && <span class="ws-table-title"> {name}</span>}
          </h3>
          {collected ? (
            <ol class="ws-screen-lines">
              {linesOf(id, store.all('line')).map((line) => (
                <li key={line.id}>{line.text}</li>
              ))}
            </ol>
          ) : (
            <p class="soft">{words.peopleAt(sittings.length)}</p>
          )}
        </section>
      ))}
    </div>
  )
}
