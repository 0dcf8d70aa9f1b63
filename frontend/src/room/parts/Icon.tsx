import arrowDown from 'lucide-static/icons/arrow-down.svg?raw'
import check from 'lucide-static/icons/circle-check.svg?raw'
import clock from 'lucide-static/icons/clock-alert.svg?raw'
import close from 'lucide-static/icons/x.svg?raw'
import edit from 'lucide-static/icons/pencil.svg?raw'
import file from 'lucide-static/icons/paperclip.svg?raw'
import activity from 'lucide-static/icons/list-checks.svg?raw'
import hide from 'lucide-static/icons/eye-off.svg?raw'
import history from 'lucide-static/icons/history.svg?raw'
import goal from 'lucide-static/icons/target.svg?raw'
import link from 'lucide-static/icons/link.svg?raw'
import lock from 'lucide-static/icons/lock.svg?raw'
import more from 'lucide-static/icons/ellipsis.svg?raw'
import question from 'lucide-static/icons/message-circle-question-mark.svg?raw'
import quote from 'lucide-static/icons/quote.svg?raw'
import react from 'lucide-static/icons/smile-plus.svg?raw'
import remove from 'lucide-static/icons/trash-2.svg?raw'
import reply from 'lucide-static/icons/reply.svg?raw'
import send from 'lucide-static/icons/send.svg?raw'
import show from 'lucide-static/icons/eye.svg?raw'
import thread from 'lucide-static/icons/messages-square.svg?raw'
import down from 'lucide-static/icons/chevron-down.svg?raw'
import hand from 'lucide-static/icons/hand.svg?raw'
import lateIn from 'lucide-static/icons/inbox.svg?raw'
import minus from 'lucide-static/icons/minus.svg?raw'
import monitor from 'lucide-static/icons/monitor.svg?raw'
import pause from 'lucide-static/icons/pause.svg?raw'
import people from 'lucide-static/icons/users.svg?raw'
import play from 'lucide-static/icons/play.svg?raw'
import plus from 'lucide-static/icons/plus.svg?raw'
import table from 'lucide-static/icons/table-2.svg?raw'
import time from 'lucide-static/icons/timer.svg?raw'
import up from 'lucide-static/icons/chevron-up.svg?raw'
import out from 'lucide-static/icons/log-out.svg?raw'
import wheel from 'lucide-static/icons/ship-wheel.svg?raw'
import group from 'lucide-static/icons/layers.svg?raw'
import lift from 'lucide-static/icons/lightbulb.svg?raw'
import notice from 'lucide-static/icons/megaphone.svg?raw'
import copy from 'lucide-static/icons/copy.svg?raw'
import skip from 'lucide-static/icons/skip-forward.svg?raw'
import unlock from 'lucide-static/icons/lock-open.svg?raw'

const ICONS = {
  activity,
  arrowDown,
  check,
  clock,
  close,
  edit,
  file,
  goal,
  hide,
  history,
  link,
  lock,
  more,
  question,
  quote,
  react,
  remove,
  reply,
  send,
  show,
  thread,
  down,
  hand,
  lateIn,
  minus,
  monitor,
  pause,
  people,
  play,
  plus,
  table,
  time,
  up,
  out,
  wheel,
  group,
  lift,
  notice,
  copy,
  skip,
  unlock,
}

/** Whitespace and the licence comment of the file have no place between a mark and its word. */
const bare = (svg: string) => svg.replace(/<!--[^]*?-->/, '').replace(/\s*\n\s*/g, ' ').trim()

export type IconName = keyof typeof ICONS

/** A drawing beside a word, never instead of one. The SVG comes from the build, not from any person. */
export function Icon({ name }: { name: IconName }) {
  return <span class="icon" aria-hidden="true" dangerouslySetInnerHTML={{ __html: bare(ICONS[name]) }} />
}
