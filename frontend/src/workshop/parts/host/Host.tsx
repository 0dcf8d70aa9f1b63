import { useChanges, useWorkshop } from '../../session'
import { LinkLine } from '../LinkLine'
import { NoticeBar } from '../NoticeBar'
import { Outcomes } from '../Outcomes'
import { StepBody } from '../StepBody'
import { StepHead } from '../StepHead'
import { Course } from './Course'
import { HostPlan } from './HostPlan'
import { Hosts } from './Hosts'
import { JoinCard } from './JoinCard'
import { LateBasket } from './LateBasket'
import { LeadingStep } from './LeadingStep'
import { NoticeForm } from './NoticeForm'
import { People } from './People'
import { Underway } from './Underway'

/** The console: the plan to the left, what goes on in the middle, the room to the right. */
export function Host() {
  const { store, words } = useWorkshop()
  return (
    <div class="ws-host">
      <header class="ws-top">
        <h1 class="ws-name">{store.workshop.title}</h1>
        <LinkLine />
      </header>
      <NoticeBar />
      <Course />
      <Underway />
      <div class="ws-desk">
        <nav class="ws-desk-plan" aria-labelledby="ws-plan">
          <h2 class="ws-desk-title" id="ws-plan">
            {words.lead.plan}
          </h2>
          <HostPlan />
        </nav>
        <Present />
        <aside class="ws-desk-room" aria-label={words.lead.room}>
          <JoinCard />
          <LateBasket />
          <NoticeForm />
          <People />
          <Hosts />
        </aside>
      </div>
    </div>
  )
}

function Present() {
  const { store, words, looking } = useWorkshop()
  useChanges(looking.changes)
  const { step } = looking
  const concludes = step?.type === 'outcomes'
  return (
    <div class="ws-desk-now">
      {step ? (
        <section class="ws-step" data-type={step.type}>
          <StepHead step={step} />
          <LeadingStep step={step} />
          <StepBody key={step.id} step={step} />
        </section>
      ) : (
        <section class="ws-card ws-quiet">
          <h2>{words.lobbyTitle}</h2>
          {store.workshop.purpose && <p class="lead">{store.workshop.purpose}</p>}
        </section>
      )}
      {!concludes && (
        <section class="ws-desk-outcomes" aria-labelledby="ws-outcomes">
          <h2 class="ws-desk-title" id="ws-outcomes">
            {words.lead.outcomes}
          </h2>
          <Outcomes />
        </section>
      )}
    </div>
  )
}
