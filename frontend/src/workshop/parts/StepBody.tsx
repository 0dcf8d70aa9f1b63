import type { Step } from '../core/views'
import { Board } from './board/Board'
import { LateOnes } from './LateOnes'
import { Outcomes } from './Outcomes'
import { Poll } from './poll/Poll'
import { Asking } from './talks/Asking'
import { Speaking } from './talks/Speaking'
import { Tables } from './tables/Tables'
import { Vote } from './Vote'

/** What one does in a step, by its way of working. */
export function StepBody({ step }: { step: Step }) {
  return (
    <>
      <Way step={step} />
      <LateOnes step={step} />
    </>
  )
}

function Way({ step }: { step: Step }) {
  switch (step.type) {
    case 'board':
      return <Board step={step} />
    case 'vote':
      return <Vote step={step} />
    case 'poll':
    case 'checkin':
    case 'evaluation':
      return <Poll step={step} />
    case 'questions':
      return <Asking step={step} />
    case 'speaking':
      return <Speaking step={step} />
    case 'tables':
      return <Tables step={step} />
    case 'outcomes':
      return <Outcomes />
    case 'info':
      return null
  }
}
