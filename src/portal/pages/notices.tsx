import { PORTAL_PATH } from '../../services/portal-sessions.ts';
import type { Reader } from '../reader.ts';
import { AlertIcon, ClockIcon, CloudIcon, LinkIcon, LockIcon } from './icons.ts';
import { NoticePage, type NoticeProps } from './notice-page.tsx';
import type { Home } from './page.tsx';

/** Everything that is answered instead of the overview. */
export type Notice =
  /** `live`: the session that came of this link is still open in this browser. */
  | { kind: 'linkUsed'; home: Home; live: boolean }
  | { kind: 'linkExpired' | 'sessionEnded'; home: Home }
  | { kind: 'linkUnknown' | 'linkUnopened' | 'noSession' | 'notFound' | 'subscriptionUnknown' }
  | { kind: 'methodNotAllowed' | 'formRefused' }
  /** `requestId`: what the operator finds in the log. */
  | { kind: 'failed' | 'unavailable' | 'changeFailed'; requestId: string | undefined };

/** @param props.visitedFrom where the person of a live session came from, if there is one. */
export function NoticeFor(props: { notice: Notice; reader: Reader; visitedFrom: Home | null }) {
  const { notice, reader, visitedFrom } = props;
  return <NoticePage reader={reader} home={visitedFrom} {...describeNotice(notice, reader)} />;
}

const ICONS = {
  linkUsed: LinkIcon,
  linkExpired: ClockIcon,
  linkUnknown: LinkIcon,
  linkUnopened: LockIcon,
  sessionEnded: ClockIcon,
  noSession: LockIcon,
  notFound: AlertIcon,
  subscriptionUnknown: AlertIcon,
  methodNotAllowed: AlertIcon,
  formRefused: AlertIcon,
  failed: CloudIcon,
  unavailable: CloudIcon,
  changeFailed: CloudIcon,
} satisfies Record<Notice['kind'], unknown>;

function describeNotice(notice: Notice, { messages }: Reader): Omit<NoticeProps, 'reader' | 'home'> & { home?: Home } {
  const { page, notices } = messages;
  const Icon = ICONS[notice.kind];
  const icon = <Icon />;
  const toBilling = { text: page.toBilling, href: PORTAL_PATH };
  if ('home' in notice) {
    const { home, kind } = notice;
    const { title, text } = notices[kind];
    if (kind === 'linkUsed' && notice.live) return { home, icon, title, text: notices[kind].live, action: toBilling };
    return { home, icon, title, text: text(home.appName) };
  }
  const { title, text } = notices[notice.kind];
  const words = { icon, title, text };
  if ('requestId' in notice) {
    const reference = notice.requestId === undefined ? {} : { reference: notices.reference(notice.requestId) };
    const action = notice.kind === 'changeFailed' ? toBilling : { text: page.tryAgain, href: '' };
    return { ...words, action, ...reference };
  }
  if (notice.kind === 'linkUnopened') return { ...words, action: { text: notices.linkUnopened.open, href: '' } };
  const isDeadEnd = notice.kind === 'linkUnknown' || notice.kind === 'noSession';
  return isDeadEnd ? words : { ...words, action: toBilling };
}
