import type { Message, Side } from '../../api/types'
import type { Catalogue } from '../../i18n'
import { useSession } from '../session'
import { Icon } from './Icon'

interface Props {
  message: Message
  isHistoryOpen: boolean
  onHistory: () => void
}

/** Who said it: the organisation first, then the role and the name. */
export function MessageHead({ message, isHistoryOpen, onHistory }: Props) {
  const { words, formats } = useSession()
  const { organisation, author, side, posted_at, edited_at } = message
  return (
    <header class="message-head">
      <SideMark side={side} />
      <strong class="message-organisation" id={`o-${message.id}`}>
        {organisation.name}
      </strong>
      <span class="message-author">{[author.title, author.name].filter(Boolean).join(', ')}</span>
      <a class="message-time" href={message.url} aria-label={words.permalink(formats.moment(posted_at))}>
        <time dateTime={posted_at}>{formats.time(posted_at)}</time>
      </a>
      {edited_at && message.state === 'visible' && (
        <span class="message-edited">
          <button
            type="button"
            class="button-link"
            aria-expanded={isHistoryOpen}
            aria-label={words.editedAt(formats.moment(edited_at))}
            onClick={onHistory}
          >
            {words.edited}
          </button>
        </span>
      )}
      {message.locked && message.thread === null && (
        <span class="message-lock">
          <Icon name="lock" />
          {words.lockedThread}
        </span>
      )}
    </header>
  )
}

/** Shape and colour are drawn by the style sheet; the words are for those who see neither. */
function SideMark({ side }: { side: Side }) {
  const { words } = useSession()
  return (
    <span class={`side side-${side || 'none'}`}>
      <span class="sr-only">{sideWord(side, words)}: </span>
    </span>
  )
}

function sideWord(side: Side, words: Catalogue): string {
  const sides = { asf: words.sideAsf, public: words.sidePublic, business: words.sideBusiness, adviser: words.sideAdviser }
  return side ? sides[side] : words.sideNone
}
