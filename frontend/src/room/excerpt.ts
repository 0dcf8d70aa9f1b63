import type { Message } from '../api/types'
import { toReadable } from './mentions'

const LONGEST = 80

/** The beginning of a message, cut at a word. */
export function excerpt(message: Message): string {
  const text = toReadable(message.text).text.replace(/\s+/g, ' ').trim()
  if (text.length <= LONGEST) return text
  return `${text.slice(0, LONGEST).replace(/\s\S*$/, '')} …`
}
