import type { Language, Texts } from '../../api.ts'

/** What becomes of a report: said by the dialog, and at the button after it was closed. */
export type Outcomes = Pick<
  Texts,
  | 'queuedOffline'
  | 'queuedBusy'
  | 'offline'
  | 'full'
  | 'refused'
  | 'refusedLater'
  | 'gone'
  | 'expired'
  | 'tooLarge'
  | 'busy'
  | 'failed'
  | 'closeNote'
>

export const outcomes: Record<Language, Outcomes> = {
  en: {
    queuedOffline:
      'Your report is safe on this device and will be sent when you are back online; you may close this page.',
    queuedBusy:
      'Your report is safe on this device and will be sent as soon as it can be received; you may close this page.',
    offline: 'No connection. Keep this page open and try again when you are back online.',
    full: 'No connection, and other reports are waiting on this device already. Keep this page open and try again when you are back online.',
    refused: 'This site is not allowed to send reports here. Please tell the site’s support.',
    refusedLater: 'A report you sent earlier did not arrive.',
    gone: 'It has been deleted on the other side and is not kept here any longer.',
    expired: 'It waited for more than 7 days and was deleted from this device.',
    tooLarge: 'The replay is too large to send.',
    busy: 'Too many reports at the moment. Please try again in a minute.',
    failed: 'The report could not be sent.',
    closeNote: 'Close this message',
  },
  de: {
    queuedOffline:
      'Ihre Meldung ist auf diesem Gerät sicher und wird gesendet, sobald Sie wieder online sind; Sie können diese Seite schließen.',
    queuedBusy:
      'Ihre Meldung ist auf diesem Gerät sicher und wird gesendet, sobald sie angenommen werden kann; Sie können diese Seite schließen.',
    offline:
      'Keine Verbindung. Lassen Sie diese Seite offen und versuchen Sie es erneut, sobald Sie wieder online sind.',
    full: 'Keine Verbindung, und auf diesem Gerät warten bereits andere Meldungen. Lassen Sie diese Seite offen und versuchen Sie es erneut, sobald Sie wieder online sind.',
    refused: 'Diese Website darf hierher keine Meldungen senden. Bitte informieren Sie den Support der Website.',
    refusedLater: 'Eine frühere Meldung von Ihnen ist nicht angekommen.',
    gone: 'Sie wurde auf der Gegenseite gelöscht und wird hier nicht länger aufbewahrt.',
    expired: 'Sie hat länger als 7 Tage gewartet und wurde von diesem Gerät gelöscht.',
    tooLarge: 'Die Aufzeichnung ist zu groß zum Senden.',
    busy: 'Zurzeit gehen zu viele Meldungen ein. Bitte versuchen Sie es in einer Minute erneut.',
    failed: 'Die Meldung konnte nicht gesendet werden.',
    closeNote: 'Hinweis schließen',
  },
  fr: {
    queuedOffline:
      'Votre signalement est conservé sur cet appareil et sera envoyé dès que vous serez de nouveau en ligne ; vous pouvez fermer cette page.',
    queuedBusy:
      'Votre signalement est conservé sur cet appareil et sera envoyé dès qu’il pourra être reçu ; vous pouvez fermer cette page.',
    offline: 'Pas de connexion. Gardez cette page ouverte et réessayez une fois en ligne.',
    full: 'Pas de connexion, et d’autres signalements attendent déjà sur cet appareil. Gardez cette page ouverte et réessayez une fois en ligne.',
    refused: 'Ce site n’est pas autorisé à envoyer des signalements ici. Veuillez prévenir l’assistance du site.',
    refusedLater: 'Un signalement que vous aviez envoyé n’est pas arrivé.',
    gone: 'Il a été supprimé de l’autre côté et n’est plus conservé ici.',
    expired: 'Il a attendu plus de 7 jours et a été supprimé de cet appareil.',
    tooLarge: 'L’enregistrement est trop volumineux pour être envoyé.',
    busy: 'Trop de signalements en ce moment. Veuillez réessayer dans une minute.',
    failed: 'Le signalement n’a pas pu être envoyé.',
    closeNote: 'Fermer ce message',
  },
  es: {
    queuedOffline:
      'Su informe está a salvo en este dispositivo y se enviará cuando vuelva a tener conexión; puede cerrar esta página.',
    queuedBusy:
      'Su informe está a salvo en este dispositivo y se enviará en cuanto se pueda recibir; puede cerrar esta página.',
    offline: 'Sin conexión. Deje esta página abierta y vuelva a intentarlo cuando tenga conexión.',
    full: 'Sin conexión, y ya hay otros informes esperando en este dispositivo. Deje esta página abierta y vuelva a intentarlo cuando tenga conexión.',
    refused: 'Este sitio no tiene permiso para enviar informes aquí. Avise al soporte del sitio, por favor.',
    refusedLater: 'Un informe que envió antes no ha llegado.',
    gone: 'Se ha eliminado en el otro lado y ya no se guarda aquí.',
    expired: 'Ha esperado más de 7 días y se ha eliminado de este dispositivo.',
    tooLarge: 'La grabación es demasiado grande para enviarla.',
    busy: 'Hay demasiados informes en este momento. Vuelva a intentarlo en un minuto.',
    failed: 'No se pudo enviar el informe.',
    closeNote: 'Cerrar este mensaje',
  },
  zh: {
    queuedOffline: '您的报告已安全保存在此设备上，联网后将自动发送；您可以关闭此页面。',
    queuedBusy: '您的报告已安全保存在此设备上，一旦可以接收就会自动发送；您可以关闭此页面。',
    offline: '网络未连接。请保持此页面打开，联网后重试。',
    full: '网络未连接，且此设备上已有其他报告在等待发送。请保持此页面打开，联网后重试。',
    refused: '此网站未获准向这里发送报告，请告知网站客服。',
    refusedLater: '您之前发送的一份报告未能送达。',
    gone: '它已在对方系统中被删除，此处也不再保留。',
    expired: '它等待超过 7 天，已从此设备上删除。',
    tooLarge: '回放过大，无法发送。',
    busy: '目前报告过多，请一分钟后重试。',
    failed: '报告未能发送。',
    closeNote: '关闭此消息',
  },
}
