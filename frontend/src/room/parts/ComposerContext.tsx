import type { Catalogue } from '../../i18n'
import { excerpt } from '../excerpt'
import { useSession } from '../session'
import { Icon } from './Icon'

/** What the post that is being written answers or quotes, with a way out. */
export function ComposerContext() {
  const { writing } = useSession()
  return (
    <>
      {writing.replyTo && <Line id={writing.replyTo} say="replyingTo" drop={() => writing.dropReply()} />}
      {writing.quoteOf && <Line id={writing.quoteOf} say="quoting" drop={() => writing.dropQuote()} />}
    </>
  )
}

interface Props {
  id: string
  say: keyof Pick<Catalogue, 'replyingTo' | 'quoting'>
  drop: () => void
}

function Line({ id, say, drop }: Props) {
  const { store, words } = useSession()
  const message = store.get(id)
  return (
    <div class="composer-context">
      <Icon name={say === 'quoting' ? 'quote' : 'reply'} />
      <p>
        {message ? words[say](message.organisation.name) : words.replyToEarlier}
        {message && <span class="hint"> {excerpt(message)}</span>}
      </p>
      <button type="button" class="button-quiet" onClick={drop}>
        {words.cancel}
      </button>
    </div>
  )
}
