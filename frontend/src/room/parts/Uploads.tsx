import { useChanges, useSession } from '../session'
import type { Upload } from '../uploads'

export function UploadList() {
  const { writing, words } = useSession()
  const { uploads } = writing
  useChanges(uploads.changes)
  if (uploads.all.length === 0) return null
  return (
    <ul class="uploads" aria-label={words.attachments}>
      {uploads.all.map((upload) => (
        <li key={upload.key} class={`upload is-${upload.state}`}>
          <UploadWords upload={upload} />
          {upload.state === 'failed' && (
            <button type="button" class="button-quiet" onClick={() => uploads.retry(upload)}>
              {words.tryAgain}
            </button>
          )}
          <button
            type="button"
            class="button-quiet"
            aria-label={words.removeFile(upload.name)}
            onClick={() => {
              uploads.remove(upload.key)
              writing.focus.tell()
            }}
          >
            {words.remove}
          </button>
        </li>
      ))}
    </ul>
  )
}

function UploadWords({ upload }: { upload: Upload }) {
  const { words, formats } = useSession()
  const { name, state, size, detail } = upload
  const text = {
    sending: () => words.uploading(name),
    ready: () => words.uploaded(name, formats.size(size)),
    failed: () => words.uploadFailed(name, detail || words.uploadNoNet),
  }
  return <span role="status">{text[state]()}</span>
}
