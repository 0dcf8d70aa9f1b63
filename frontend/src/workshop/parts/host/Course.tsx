import { useState } from 'preact/hooks'
import { Icon } from '../../../room/parts/Icon'
import type { Step } from '../../core/views'
import { useWorkshop } from '../../session'
import { Timer } from '../Timer'
import { Do } from './Do'
import { EndIt } from './EndIt'
import { Sure } from './Sure'

/** Steering: one next thing to do, and the few others beside it. */
export function Course() {
  const { store, words, leading } = useWorkshop()
  const { workshop, abilities } = store
  if (workshop.state === 'ended' || workshop.state === 'cancelled') return <Over />
  if (!abilities.run) return <Watching />
  const goesOn = workshop.state === 'running' || workshop.state === 'paused'
  return (
    <section class="ws-course" aria-label={words.lead.course}>
      <div class="ws-course-main">
        {!goesOn && <Do icon="play" label={words.lead.start} run={() => leading.course('start')} isFirst />}
        {workshop.state === 'paused' && <Do icon="play" label={words.lead.resume} run={() => leading.course('resume')} isFirst />}
        {goesOn && <Next />}
      </div>
      {goesOn && store.step && <Clock step={store.step} />}
      {goesOn && <Others />}
    </section>
  )
}

/** Afterwards nobody steers; what was concluded is found on the workshop's page. */
function Over() {
  const { store, words } = useWorkshop()
  return (
    <section class="ws-course" aria-label={words.lead.course}>
      <p class="lead">{words.changed.ended}</p>
      <p>
        <a class="button-quiet" href={store.workshop.url}>
          {words.toPage}
        </a>
      </p>
    </section>
  )
}

function Watching() {
  const { store, words, leading } = useWorkshop()
  const [isAsked, setAsked] = useState(false)
  return (
    <section class="ws-course" aria-label={words.lead.course}>
      <p>{words.lead.onlyWatching}</p>
      {store.abilities.take_wheel && !isAsked && (
        <button type="button" class="button" onClick={() => setAsked(true)}>
          {words.lead.wheel}
        </button>
      )}
      {isAsked && <Sure text={words.lead.wheelText} yes={words.lead.wheel} run={() => leading.course('wheel')} close={() => setAsked(false)} />}
      {store.step && <Timer step={store.step} />}
    </section>
  )
}

/** The step that follows the present one in the plan. */
function nextOf(steps: Step[], now: string | null): Step | null {
  const at = steps.findIndex(({ id }) => id === now)
  return steps[at + 1] ?? null
}

function Next() {
  const { store, words, leading } = useWorkshop()
  const { workshop } = store
  const next = nextOf(store.steps, workshop.step)
  if (!next) return workshop.state === 'running' ? <EndIt isFirst /> : null
  const label = workshop.step ? words.lead.nextIs(next.title) : words.lead.first(next.title)
  return <Do icon="skip" label={label} run={() => leading.go(next.id, workshop.step)} isFirst={workshop.state === 'running'} />
}

function Clock({ step }: { step: Step }) {
  const { words, leading } = useWorkshop()
  if (step.state !== 'open') return null
  return (
    <div class="ws-course-clock">
      <Timer step={step} />
      <button type="button" class="button-quiet" aria-label={words.lead.moreTimeLabel} onClick={() => leading.moreTime(step.id, 5)}>
        <Icon name="time" />
        {words.lead.moreTime}
      </button>
    </div>
  )
}

function Others() {
  const { store, words, leading } = useWorkshop()
  const { workshop, abilities } = store
  return (
    <div class="ws-course-others">
      {workshop.state === 'running' && <Do icon="pause" label={words.lead.pause} run={() => leading.course('pause')} />}
      <Do icon={workshop.locked ? 'unlock' : 'lock'} label={workshop.locked ? words.lead.unlock : words.lead.lock} run={() => leading.course(workshop.locked ? 'unlock' : 'lock')} />
      {abilities.take_wheel && !abilities.end && <Do icon="wheel" label={words.lead.wheel} run={() => leading.course('wheel')} />}
    </div>
  )
}
