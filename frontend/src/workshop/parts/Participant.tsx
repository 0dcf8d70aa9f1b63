import type { Step } from '../core/views'
import { useChanges, useSession, useWorkshop } from '../session'
import { LinkLine } from './LinkLine'
import { NoticeBar } from './NoticeBar'
import { PeopleHere } from './PeopleHere'
import { Plan } from './Plan'
import { StepBody } from './StepBody'
import { StepHead } from './StepHead'

/** A phone in somebody's hand: one thing at a time. */
export function Participant() {
  const { store, looking } = useWorkshop()
  useChanges(looking.changes)
  const { workshop } = store
  const { step } = looking
  return (
    <div class="ws-participant">
      <header class="ws-top">
        <h1 class="ws-name">{workshop.title}</h1>
        <LinkLine />
      </header>
      <NoticeBar />
      <Elsewhere />
      <State />
      {step && <Shown step={step} />}
      <footer class="ws-foot">
        <Plan />
        <PeopleHere />
      </footer>
    </div>
  )
}

function Shown({ step }: { step: Step }) {
  const { store } = useSession()
  const { state } = store.workshop
  if (state === 'announced' || state === 'planned') return null
  return (
    <section class="ws-step" data-type={step.type}>
      <StepHead step={step} />
      <StepBody key={step.id} step={step} />
    </section>
  )
}

/** What is to be said before, between and after the steps. */
function State() {
  const { store, words } = useSession()
  const { workshop, me, step } = store
  switch (workshop.state) {
    case 'planned':
    case 'announced':
      return (
        <Quiet title={words.lobbyTitle} text={workshop.purpose}>
          <p>{words.lobbyText}</p>
          {me && <p class="soft">{words.lobbyAs([me.name, me.organisation].filter(Boolean).join(', '))}</p>}
        </Quiet>
      )
    case 'paused':
      return <Quiet title={words.pausedTitle} text={words.pausedText} />
    case 'ended':
    case 'cancelled':
      return (
        <Quiet title={words.endedTitle} text={words.endedText}>
          <p>
            <a class="button-quiet" href={workshop.url}>
              {words.toPage}
            </a>
          </p>
        </Quiet>
      )
    case 'running':
      return step ? null : <Quiet title={words.lobbyTitle} text={words.noStep} />
  }
}

function Quiet({ title, text, children }: { title: string; text: string; children?: preact.ComponentChildren }) {
  return (
    <section class="ws-card ws-quiet">
      <h2>{title}</h2>
      {text && <p class="lead">{text}</p>}
      {children}
    </section>
  )
}

/** Who has turned back is told, and so is who left a text behind when the room went on. */
function Elsewhere() {
  const { looking, store, words, drafts } = useSession()
  useChanges(drafts.changes)
  if (looking.isElsewhere && store.step) {
    return (
      <p class="ws-bar">
        <span>{words.elsewhere}</span>
        <button type="button" class="button-quiet" onClick={() => looking.turnTo(null)}>
          {words.goToNow}
        </button>
      </p>
    )
  }
  const left = store.steps.find((step) => step.state === 'closed' && step.id !== store.step?.id && hasDraft(step, (place) => drafts.has(place)))
  if (!left) return null
  return (
    <p class="ws-bar">
      <span>{words.unsentElsewhere(left.title)}</span>
      <button type="button" class="button-quiet" onClick={() => looking.turnTo(left.id)}>
        {words.goThere}
      </button>
    </p>
  )
}

const hasDraft = (step: Step, has: (place: string) => boolean) => has(`note.${step.id}`) || has(`ask.${step.id}`)
