/**
 * The keys of the fideslang taxonomy that our documents may use; a test finds any other. Looked up in data_files/
 * data_categories.csv and data_uses.csv and in src/fideslang/default_taxonomy of https://github.com/ethyca/fideslang:
 * all are in 3.1; `user.biometric.voice`, `user.location.imprecise` and `user.unique_id.pseudonymous` have successors in
 * 3.2, which still knows them. Fideslang: Ethyca, CC BY 4.0. Only keys are listed here.
 */
const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/))

export const fideslangCategories = words(`
  system system.authentication system.operations user user.account user.account.username user.authorization
  user.authorization.credentials user.authorization.password user.behavior user.behavior.browsing_history
  user.biometric.voice user.contact user.contact.email user.content user.content.private user.device user.device.cookie
  user.device.cookie_id user.device.device_id user.device.ip_address user.location user.location.imprecise user.name
  user.payment user.unique_id user.unique_id.pseudonymous user.privacy_preferences`)

export const fideslangUses = words(`
  essential essential.legal_obligation essential.service essential.service.authentication
  essential.service.notifications essential.service.notifications.email essential.service.operations
  essential.service.operations.support essential.service.operations.improve essential.service.payment_processing
  essential.service.security functional.storage functional.service.improve`)

export const fideslangSubjects = words('anonymous_user customer employee prospect supplier_vendor visitor')

/** Values of the model's own enumerations. */
export const fideslangBases = new Set(['Consent', 'Contract', 'Legal obligations', 'Legitimate interests'])
export const fideslangRoles = new Set(['Controller', 'Processor', 'Sub-Processor'])
