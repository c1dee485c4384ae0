import type { Icon } from '@tabler/icons-react'
import {
  IconAddressBook,
  IconBuilding,
  IconEraser,
  IconFileText,
  IconHourglass,
  IconInbox,
  IconKey,
  IconListSearch,
  IconMicroscope,
  IconPackageExport,
  IconPlugConnected,
  IconReceiptDollar,
  IconSettings,
  IconShieldCheck,
  IconTopologyStar3,
  IconUsers,
  IconWallet,
} from '@tabler/icons-react'
import type { Me } from '@vitrine/protocol'
import { mayAdminister } from '../me.ts'

/** What the page shown is about: one project, one organization, or the whole installation. */
export type Area =
  | { readonly kind: 'project'; readonly id: string }
  | { readonly kind: 'organization'; readonly id: string }
  | { readonly kind: 'administration' }

export type Place = {
  readonly to: string
  readonly label: string
  readonly icon: Icon
  /** The shortcut that leads there. */
  readonly keys: string
  /** Who finds it in the navigation; the server decides who may do what there. */
  readonly for: 'everybody' | 'admins'
}

/** The pages of each area, in the order in which the navigation shows them. */
export const places = {
  project: [
    { to: '/projects/$projectId/reports', label: 'Reports', icon: IconInbox, keys: 'g r', for: 'everybody' },
    { to: '/projects/$projectId/set-up', label: 'Set-up', icon: IconPlugConnected, keys: 'g u', for: 'everybody' },
    { to: '/projects/$projectId/members', label: 'Members', icon: IconUsers, keys: 'g m', for: 'everybody' },
    { to: '/projects/$projectId/settings', label: 'Settings', icon: IconSettings, keys: 'g s', for: 'everybody' },
    { to: '/projects/$projectId/documents', label: 'Documents', icon: IconFileText, keys: 'g d', for: 'everybody' },
    { to: '/projects/$projectId/erasures', label: 'Erasures', icon: IconEraser, keys: 'g e', for: 'admins' },
    { to: '/projects/$projectId/exports', label: 'Copies', icon: IconPackageExport, keys: 'g c', for: 'admins' },
  ],
  organization: [
    {
      to: '/organizations/$organizationId/members',
      label: 'Members',
      icon: IconAddressBook,
      keys: 'g m',
      for: 'everybody',
    },
    {
      to: '/organizations/$organizationId/relay',
      label: 'Relay',
      icon: IconTopologyStar3,
      keys: 'g l',
      for: 'everybody',
    },
    {
      to: '/organizations/$organizationId/balance',
      label: 'Balance',
      icon: IconWallet,
      keys: 'g b',
      for: 'everybody',
    },
    {
      to: '/organizations/$organizationId/settings',
      label: 'Settings',
      icon: IconSettings,
      keys: 'g s',
      for: 'everybody',
    },
    { to: '/organizations/$organizationId/sign-on', label: 'Sign-in', icon: IconKey, keys: 'g i', for: 'admins' },
    {
      to: '/organizations/$organizationId/privacy',
      label: 'Privacy documents',
      icon: IconFileText,
      keys: 'g d',
      for: 'admins',
    },
    { to: '/organizations/$organizationId/audit', label: 'Audit', icon: IconListSearch, keys: 'g a', for: 'admins' },
  ],
  administration: [
    {
      to: '/administration/organizations',
      label: 'Organizations',
      icon: IconBuilding,
      keys: 'g o',
      for: 'everybody',
    },
    {
      to: '/administration/relay',
      label: 'Models',
      icon: IconTopologyStar3,
      keys: 'g l',
      for: 'everybody',
    },
    { to: '/administration/prices', label: 'Prices', icon: IconReceiptDollar, keys: 'g p', for: 'everybody' },
    { to: '/administration/documents', label: 'Documents', icon: IconFileText, keys: 'g d', for: 'everybody' },
    {
      to: '/administration/drift',
      label: 'Stored and published',
      icon: IconShieldCheck,
      keys: 'g c',
      for: 'everybody',
    },
    { to: '/administration/retention', label: 'Retention', icon: IconHourglass, keys: 'g t', for: 'everybody' },
    { to: '/administration/quality', label: 'Model quality', icon: IconMicroscope, keys: 'g q', for: 'everybody' },
    { to: '/administration/keys', label: 'Keys', icon: IconKey, keys: 'g k', for: 'everybody' },
    { to: '/administration/audit', label: 'Audit', icon: IconListSearch, keys: 'g a', for: 'everybody' },
  ],
} as const satisfies Record<Area['kind'], readonly Place[]>

/** The places of an area that the member finds there. */
export function placesOf(area: Area, me: Me): readonly Place[] {
  if (area.kind === 'administration') return me.platformAdmin ? places.administration : []
  if (area.kind === 'project') {
    const isAdmin = me.projects.some(({ id, role }) => id === area.id && role === 'admin')
    return places.project.filter((place) => isAdmin || place.for === 'everybody')
  }
  const organization = me.organizations.find(({ id }) => id === area.id)
  if (!organization || (organization.role === null && !me.platformAdmin)) return []
  const all: readonly Place[] = places.organization
  return all.filter((place) => place.for === 'everybody' || mayAdminister(me, organization))
}

/** The params that an area's addresses are filled in with. */
export const paramsOf = (area: Area): Record<string, string> =>
  area.kind === 'project' ? { projectId: area.id } : area.kind === 'organization' ? { organizationId: area.id } : {}
