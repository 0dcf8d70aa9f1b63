/**
 * Menus are `<details class="menu">`, so they open and close without script. With script they also close on
 * Escape (giving focus back to what opened them), on a press elsewhere, and when focus moves on.
 */
export function politeMenus(root: Document): void {
  const openMenus = () => root.querySelectorAll<HTMLDetailsElement>('details.menu[open]')

  root.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    for (const menu of openMenus()) {
      const inside = menu.contains(root.activeElement)
      menu.open = false
      if (inside) menu.querySelector('summary')?.focus()
    }
  })

  const closeOthers = (target: EventTarget | null) => {
    for (const menu of openMenus()) {
      if (!(target instanceof Node && menu.contains(target))) menu.open = false
    }
  }
  root.addEventListener('pointerdown', (event) => closeOthers(event.target))
  root.addEventListener('focusin', (event) => closeOthers(event.target))
}
