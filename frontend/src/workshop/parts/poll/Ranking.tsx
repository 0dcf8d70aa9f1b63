import { useRef } from 'preact/hooks'
import { Icon } from '../../../room/parts/Icon'
import { movedBy, ranked } from '../../core/questions'
import { useSession } from '../../session'
import type { AnswerProps } from './QuestionField'

/** Options in an order of one's own, moved with buttons. The focus follows what is moved. */
export function Ranking({ question, value, onAnswer }: AnswerProps) {
  const { words } = useSession()
  const list = useRef<HTMLOListElement>(null)
  const options = ranked(question, value)
  const ids = options.map(({ id }) => id)
  const move = (at: number, by: -1 | 1) => {
    const moved = movedBy(ids, at, by)
    if (moved !== ids) onAnswer(moved)
    // Rows are kept by their option, so the button one pressed goes along; at an end it is the other that remains.
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-option="${ids[at]}"] [data-by="${by}"]`)?.focus())
  }
  return (
    <fieldset class="ws-choices">
      <legend class="ws-question-text">{question.text}</legend>
      <p class="ws-hint">{words.rankThem}</p>
      <ol class="ws-ranking" ref={list}>
        {options.map(({ id, text }, at) => (
          <li key={id} data-option={id}>
            <span class="ws-ranking-place" aria-hidden="true">
              {at + 1}
            </span>
            <span class="ws-ranking-text">{text}</span>
            <button type="button" class="button-quiet ws-dot-button" data-by="-1" aria-disabled={at === 0} aria-label={words.rankUp(text)} onClick={() => move(at, -1)}>
              <Icon name="up" />
            </button>
            <button type="button" class="button-quiet ws-dot-button" data-by="1" aria-disabled={at === ids.length - 1} aria-label={words.rankDown(text)} onClick={() => move(at, 1)}>
              <Icon name="down" />
            </button>
          </li>
        ))}
      </ol>
      {value === null && (
        <button type="button" class="button" onClick={() => onAnswer(ids)}>
          {words.useThisOrder}
        </button>
      )}
    </fieldset>
  )
}
