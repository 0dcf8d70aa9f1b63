import { asList } from '../../core/questions'
import { useDraft, useSession } from '../../session'
import { LineField, TextField } from '../Form'
import type { AnswerProps } from './QuestionField'

const LONGEST = 500
const WORD_LENGTH = 40

/** An answer in words of one's own. It is sent when one says so, and kept here until then. */
export function TextAnswer({ step, question, value, onAnswer }: AnswerProps) {
  const { words } = useSession()
  const [draft, setDraft] = useDraft(`answer.${step.id}.${question.id}`)
  const saved = typeof value === 'string' ? value : ''
  const text = draft || saved
  const send = (event: Event) => {
    event.preventDefault()
    if (text.trim() === '' || text.length > LONGEST) return
    onAnswer(text.trim())
    setDraft('')
  }
  return (
    <form class="ws-form" onSubmit={send}>
      <TextField label={question.text} value={text} onInput={setDraft} rows={3} limit={LONGEST} required />
      <button type="submit" class="button" aria-disabled={text.trim() === saved}>
        {words.sendAnswer}
      </button>
    </form>
  )
}

/** A few single words, each in a field of its own. */
export function WordsAnswer({ step, question, value, onAnswer }: AnswerProps) {
  const { words } = useSession()
  const [draft, setDraft] = useDraft(`answer.${step.id}.${question.id}`)
  const saved = asList(value)
  const typed = draft === '' ? saved : draft.split('\n')
  const write = (at: number, word: string) => {
    const next = Array.from({ length: question.most }, (_, index) => (index === at ? word.replaceAll('\n', ' ') : (typed[index] ?? '')))
    setDraft(next.join('\n'))
  }
  const send = (event: Event) => {
    event.preventDefault()
    const given = typed.map((word) => word.trim().slice(0, WORD_LENGTH)).filter(Boolean)
    if (given.length === 0) return
    onAnswer(given)
    setDraft('')
  }
  return (
    <form class="ws-form" onSubmit={send}>
      <fieldset class="ws-choices">
        <legend class="ws-question-text">{question.text}</legend>
        <div class="ws-words">
          {Array.from({ length: question.most }, (_, at) => (
            <LineField key={at} label={words.word(at + 1)} value={typed[at] ?? ''} onInput={(word) => write(at, word)} />
          ))}
        </div>
      </fieldset>
      <button type="submit" class="button">
        {words.sendAnswer}
      </button>
    </form>
  )
}
