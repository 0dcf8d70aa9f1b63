import type { Step } from '../../core/views'
import { useWorkshop } from '../../session'
import { LinkLine } from '../LinkLine'
import { NoticeBar } from '../NoticeBar'
import { Timer } from '../Timer'
import { FullScreen } from './FullScreen'
import { JoinLarge, JoinSmall } from './Join'
import { ScreenStep } from './ScreenStep'

/** The wall: large and calm, readable from the back. It names nobody but who has the floor. */
export function Screen() {
  const { store, boot } = useWorkshop()
  const { workshop, step } = store
  const isAtDoor = step === null && workshop.state === 'running'
  const goesOn = workshop.state === 'running' || workshop.state === 'paused'
  return (
    <div class="ws-screen">
      <header class="ws-screen-top">
        <h1 class="ws-screen-name">{workshop.title}</h1>
        {goesOn && !isAtDoor && <JoinSmall />}
      </header>
      <NoticeBar />
      <Now step={step} />
      <footer class="ws-screen-foot">
        <LinkLine />
        {boot.view === 'screen' && <FullScreen />}
      </footer>
    </div>
  )
}

function Now({ step }: { step: Step | null }) {
  const { store, words } = useWorkshop()
  switch (store.workshop.state) {
    case 'running':
      return step ? <Open step={step} /> : <JoinLarge />
    case 'paused':
      return <Big title={words.pausedTitle} />
    case 'ended':
    case 'cancelled':
      return <Big title={words.endedTitle} />
    default:
      return <JoinLarge />
  }
}

function Open({ step }: { step: Step }) {
  const { store, words } = useWorkshop()
  const at = store.steps.findIndex(({ id }) => id === step.id) + 1
  return (
    <section class="ws-screen-step">
      <header class="ws-screen-head">
        <div>
          <p class="ws-screen-eyebrow">{words.stepOf(at, store.steps.length)}</p>
          <h2 class="ws-screen-title">{step.title}</h2>
        </div>
        <Timer step={step} />
      </header>
      {step.instruction && <p class="ws-screen-instruction">{step.instruction}</p>}
      <ScreenStep step={step} />
    </section>
  )
}

function Big({ title }: { title: string }) {
  return (
    <div class="ws-screen-big">
      <h2>{title}</h2>
    </div>
  )
}
