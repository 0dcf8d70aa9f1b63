import type { Row } from '../core/ballots'
import { useSession } from '../session'

interface Props {
  rows: Row[]
  caption: string
  /** What is counted. */
  unit: string
  /** What the reader chose themselves. */
  own?: Set<string>
}

/** Results as a table whose numbers also have length. A word and a mark, not a colour, say what is one's own. */
export function Bars({ rows, caption, unit, own }: Props) {
  const { words, formats } = useSession()
  return (
    <table class="ws-bars">
      <caption class="sr-only">{caption}</caption>
      <thead class="sr-only">
        <tr>
          <th scope="col">{words.answer}</th>
          <th scope="col">{unit}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, text, count, share }) => (
          <tr key={id}>
            <th scope="row">
              {text || <em>{words.takenOut}</em>}
              {own?.has(id) && <span class="badge badge-good">{words.ownChoice}</span>}
            </th>
            <td>
              <span class={count > 0 ? 'ws-bar-line' : ''} style={{ '--share': String(share) }} aria-hidden="true" />
              <span class="ws-bar-number">{formats.number(count)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
