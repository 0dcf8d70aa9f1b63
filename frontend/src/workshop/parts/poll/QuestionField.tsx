import { useId } from 'preact/hooks'
import { asList, steps, toggled, type Question } from '../../core/questions'
import type { Step } from '../../core/views'
import { useSession } from '../../session'
import { Ranking } from './Ranking'
import { TextAnswer, WordsAnswer } from './Written'

export interface AnswerProps {
  step: Step
  question: Question
  value: unknown
  onAnswer: (value: unknown) => void
}

/** The right control for a question: real radios, boxes and fields, in a fieldset named by the question. */
export function QuestionField(props: AnswerProps) {
  switch (props.question.kind) {
    case 'single':
      return <Single {...props} />
    case 'several':
      return <Several {...props} />
    case 'scale':
      return <Scale {...props} />
    case 'ranking':
      return <Ranking {...props} />
    case 'words':
      return <WordsAnswer {...props} />
    case 'text':
      return <TextAnswer {...props} />
  }
}

function Single({ question, value, onAnswer }: AnswerProps) {
  const name = useId()
  return (
    <fieldset class="ws-choices">
      <legend class="ws-question-text">{question.text}</legend>
      {question.options.map(({ id, text }) => (
        <label key={id} class="choice">
          <input type="radio" name={name} value={id} checked={value === id} onChange={() => onAnswer(id)} />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  )
}

function Several({ question, value, onAnswer }: AnswerProps) {
  const { words } = useSession()
  const id = useId()
  const chosen = asList(value)
  const isFull = chosen.length >= question.most
  const isLimited = question.most < question.options.length
  return (
    <fieldset class="ws-choices" aria-describedby={isLimited ? id : undefined}>
      <legend class="ws-question-text">{question.text}</legend>
      {isLimited && (
        <p class="ws-hint" id={id}>
          {words.chooseSome(question.most)}
        </p>
      )}
      {question.options.map((option) => (
        <label key={option.id} class="choice">
          <input
            type="checkbox"
            checked={chosen.includes(option.id)}
            disabled={isFull && !chosen.includes(option.id)}
            onChange={() => onAnswer(toggled(chosen, option.id, question.most))}
          />
          <span>{option.text}</span>
        </label>
      ))}
    </fieldset>
  )
}

function Scale({ question, value, onAnswer }: AnswerProps) {
  const name = useId()
  return (
    <fieldset class="ws-choices">
      <legend class="ws-question-text">{question.text}</legend>
      <div class="ws-scale">
        {steps(question).map((at) => (
          <label key={at} class="ws-scale-step">
            <input type="radio" name={name} value={at} checked={value === at} aria-label={scaleName(question, at)} onChange={() => onAnswer(at)} />
            <span aria-hidden="true">{at}</span>
          </label>
        ))}
      </div>
      <p class="ws-scale-ends" aria-hidden="true">
        <span>{question.low_label}</span>
        <span>{question.high_label}</span>
      </p>
    </fieldset>
  )
}

/** The ends say what they mean, also to who hears one step at a time. */
function scaleName({ low, high, low_label, high_label }: Question, at: number): string {
  const label = at === low ? low_label : at === high ? high_label : ''
  return label ? `${at}, ${label}` : String(at)
}
