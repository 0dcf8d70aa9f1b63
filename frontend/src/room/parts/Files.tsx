import type { Attachment } from '../../api/types'
import { useSession } from '../session'
import { Icon } from './Icon'

export function Files({ files }: { files: Attachment[] }) {
  const { words, formats } = useSession()
  if (files.length === 0) return null
  return (
    <ul class="attachments" aria-label={words.attachments}>
      {files.map(({ id, url, name, size }) => (
        <li key={id}>
          <a class="attachment" href={url}>
            <Icon name="file" />
            {name} <span class="hint">{formats.size(size)}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
