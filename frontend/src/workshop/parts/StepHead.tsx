import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Step } from '../core/views'
import { useSession } from '../session'
import { Timer } from './Timer'

/** What the step is about, for everybody. When it takes the place of one in which somebody wrote, it takes the focus. */
export function StepHead({ step }: { step: Step }) {
  const { words, store } = useSession()
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = useRef(step.id)
  useLayoutEffect(() => {
    if (shown.current === step.id) return
    shown.current = step.id
    // Whoever had the focus inside the former step lost it with the step; elsewhere it stays where it is.
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true })
  }, [step.id])
  const at = store.steps.findIndex(({ id }) => id === step.id) + 1
  return (
    <header class="ws-step-head">
      <p class="eyebrow ws-eyebrow">
        {words.stepOf(at, store.steps.length)} <span aria-hidden="true">·</span> {words.types[step.type]}
      </p>
      <h2 class="ws-step-title" ref={heading} tabIndex={-1}>
        {step.title}
      </h2>
      <Timer step={step} />
      {step.instruction && <p class="lead ws-instruction">{step.instruction}</p>}
      {step.plain && (
        <details class="ws-plain">
          <summary>{words.plainer}</summary>
          <p>{step.plain}</p>
        </details>
      )}
    </header>
  )
}
