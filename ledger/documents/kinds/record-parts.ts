import type { Activity } from '../../activity.ts'
import type { Block, Cell, TableRow } from '../model.ts'
import { categoriesOf, entriesOf, listed, placesOf, receiving, type Subject, unique, whose } from '../parts.ts'

type Basis = (activity: Activity) => Cell

function activityRow(subject: Subject, activity: Activity, basis: Basis): TableRow {
  const entries = entriesOf(subject, activity)
  const categories = categoriesOf(subject, activity)
  return {
    id: activity.id,
    cells: {
      activity: activity.title,
      purpose: activity.purpose,
      basis: basis(activity),
      subjects: whose(activity.subjects),
      categories: categories.join(', ') || 'none stored',
      recipients:
        receiving(subject, categories, activity.subjects)
          .map(({ name }) => name)
          .join(', ') || 'nobody',
      where: listed(unique([placesOf(subject), ...entries.map(({ place }) => place)]), placesOf(subject)),
      kept: listed(unique(entries.map(({ group, kept }) => `${group}: ${kept}`)), 'nothing stored'),
      measures: listed(activity.safeguards, 'as described for all'),
    },
  }
}

/** The table by processing activity: purposes, subjects, categories, recipients, location, retention, measures. */
export const activitiesTable = (subject: Subject, activities: readonly Activity[], basis: Basis): Block => ({
  kind: 'table',
  id: 'activities',
  caption: 'Processing activities',
  columns: [
    { id: 'activity', title: 'Activity' },
    { id: 'purpose', title: 'Purpose' },
    { id: 'basis', title: 'Legal basis' },
    { id: 'subjects', title: 'Whose data' },
    { id: 'categories', title: 'Categories' },
    { id: 'recipients', title: 'Recipients' },
    { id: 'where', title: 'Where' },
    { id: 'kept', title: 'Erased after' },
    { id: 'measures', title: 'Measures' },
  ],
  rows: activities.map((activity) => activityRow(subject, activity, basis)),
  empty: 'None.',
})
