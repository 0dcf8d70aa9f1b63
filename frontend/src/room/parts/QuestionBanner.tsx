import type { Message, Question } from '../../api/types'
import type { Catalogue } from '../../i18n'
import type { Formats } from '../../i18n/format'
import { useSession } from '../session'
import { Icon } from './Icon'

/** A question with a clock: to whom, until when, and what has become of it. */
export function QuestionBanner({ message }: { message: Message }) {
  const { words, formats, places, actions, store, me } = useSession()
  const { question } = message
  if (!question) return null
  const state = stateOf(question)
  const mayWithdraw = question.state === 'open' && (message.author.id === me.id || store.room.abilities?.moderate)
  return (
    <div class={`question-banner is-${state}`}>
      <Icon name={state === 'answered' ? 'check' : state === 'overdue' ? 'clock' : 'question'} />
      <p>{describe(question, state, words, formats)}</p>
      {question.answer && (
        <button type="button" class="button-quiet" onClick={() => void places.go(question.answer ?? '')}>
          {words.showAnswer}
        </button>
      )}
      {mayWithdraw && (
        <button type="button" class="button-quiet" onClick={() => actions.withdraw(question.id, message)}>
          {words.withdraw}
        </button>
      )}
    </div>
  )
}

type State = 'open' | 'overdue' | 'answered' | 'withdrawn'

function stateOf({ state, overdue }: Question): State {
  return state === 'open' && overdue ? 'overdue' : state
}

function describe(question: Question, state: State, words: Catalogue, formats: Formats): string {
  const who = question.organisation.name
  switch (state) {
    case 'open':
      return words.questionOpen(who, formats.date(question.due))
    case 'overdue':
      return words.questionOverdue(who, formats.date(question.due))
    case 'answered':
      return words.questionAnswered(who, question.answered_at ? formats.moment(question.answered_at) : '')
    case 'withdrawn':
      return words.questionWithdrawn(who)
  }
}
