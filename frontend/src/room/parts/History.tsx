import { useEffect, useState } from 'preact/hooks'
import type { Message, Revision } from '../../api/types'
import { useSession } from '../session'

interface Props {
  message: Message
  close: () => void
}

/** What the message said before: in a council it must be possible to see that words were changed. */
export function History({ message, close }: Props) {
  const { api, words, formats } = useSession()
  const [revisions, setRevisions] = useState<Revision[] | 'failed' | null>(null)
  useEffect(() => {
    let isCurrent = true
    const show = (found: Revision[] | 'failed') => isCurrent && setRevisions(found)
    api.revisions(message.id).then(show, () => show('failed'))
    return () => (isCurrent = false, undefined)
  }, [message.id, message.revision])

  const id = `history-${message.id}`
  return (
    <section class="history" aria-labelledby={id}>
      <h3 id={id}>{words.history}</h3>
      {revisions === null && <p class="hint">{words.loading}</p>}
      {revisions === 'failed' && <p>{words.loadFailed}</p>}
      {Array.isArray(revisions) && (
        <ol>
          {revisions.map(({ number, at, html }) => (
            <li key={number}>
              <p class="hint">{formats.moment(at)}</p>
              <div class="prose" dangerouslySetInnerHTML={{ __html: html }} />
            </li>
          ))}
        </ol>
      )}
      <button type="button" class="button-quiet" onClick={close}>
        {words.close}
      </button>
    </section>
  )
}
