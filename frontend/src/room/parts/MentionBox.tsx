import { useEffect } from 'preact/hooks'
import type { Mention } from '../../api/types'
import { useSession } from '../session'

interface Props {
  id: string
  hits: Mention[]
  active: number
  choose: (mention: Mention) => void
}

/** Suggestions after an `@`. The caret stays in the text; arrows move, Enter or Tab chooses, Escape closes. */
export function MentionBox({ id, hits, active, choose }: Props) {
  const { words, speech } = useSession()
  useEffect(() => {
    if (hits.length > 0) speech.tell(words.mentionHint(hits.length))
  }, [hits.length])
  if (hits.length === 0) return null
  return (
    <ul class="mention-box" role="listbox" id={id} aria-label={words.mentions}>
      {hits.map((mention, index) => (
        <li
          key={mention.id}
          id={`${id}-${index}`}
          class="mention-option"
          role="option"
          aria-selected={index === active}
          // Not a click: that would take the caret out of the text first.
          onPointerDown={(event) => {
            event.preventDefault()
            choose(mention)
          }}
        >
          {mention.name}
        </li>
      ))}
    </ul>
  )
}
