import type { Cell } from './cell'
import type { EntryWorld } from './entry'
import type { Row } from './row'
import { saidTexts } from './words'

interface Named {
  cell: Cell
  name: string
}

/** Shows both wordings of every cell that two people have changed, each to be chosen with one press. */
export function drawMerge(place: HTMLElement, lines: Named[], row: Row, world: EntryWorld): void {
  const clashing = lines.filter(({ cell }) => cell.clash)
  const shown = JSON.stringify(clashing.map(({ cell }) => [cell.key, cell.typed, cell.clash]))
  if (place.dataset.shown === shown) return
  place.dataset.shown = shown
  const hadFocus = place.contains(document.activeElement)
  place.hidden = clashing.length === 0
  place.replaceChildren(...(clashing.length > 0 ? [title(world), ...clashing.map((one) => choice(one, row, world))] : []))
  if (hadFocus) (place.querySelector('button') ?? place.parentElement?.querySelector<HTMLElement>('[data-field="number"]'))?.focus()
}

function title({ words }: EntryWorld): HTMLElement {
  const line = document.createElement('p')
  line.className = 'notice-title'
  line.textContent = words.mergeTitle
  return line
}

function choice({ cell, name }: Named, row: Row, { words, formats, boot }: EntryWorld): HTMLElement {
  const group = document.createElement('fieldset')
  group.className = 'merge-cell'
  const legend = document.createElement('legend')
  legend.textContent = name
  const { theirs, who, at } = cell.clash ?? { theirs: cell.saved, who: '', at: '' }
  const told = words.mergeTheirs(who, at === '' ? '' : formats.moment(at)).trim()
  group.append(
    legend,
    side(words.mergeMine, saidTexts(cell.typed, boot.operators, words), `${words.mergeTakeMine}: ${name}`, words.mergeTakeMine, () => row.choose(cell.key, 'mine')),
    side(told, saidTexts(theirs, boot.operators, words), `${words.mergeTakeTheirs}: ${name}`, words.mergeTakeTheirs, () => row.choose(cell.key, 'theirs')),
  )
  return group
}

function side(who: string, value: string, label: string, press: string, choose: () => void): HTMLElement {
  const part = document.createElement('div')
  part.className = 'merge-choice merge-side'
  const heading = document.createElement('strong')
  heading.textContent = who
  const said = document.createElement('span')
  said.className = 'merge-value'
  said.textContent = value
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button-quiet button-small'
  button.textContent = press
  button.setAttribute('aria-label', label)
  button.addEventListener('click', choose)
  part.append(heading, said, button)
  return part
}
