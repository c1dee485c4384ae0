/** What a visitor's page says. They are strangers to the dashboard, so that it speaks as the snippet's dialog does. */
export type Words = {
  readonly title: string
  readonly held: (site: string) => string
  readonly eraseAbout: string
  readonly erase: string
  readonly eraseSurely: string
  readonly keep: string
  readonly nothing: string
  readonly erased: string
  readonly erasing: string
  readonly receiptAbout: string
  readonly anybody: string
  readonly receipt: string
  readonly copyAbout: string
  readonly copy: string
  readonly copying: string
  readonly copyFailed: string
  readonly download: string
  readonly invalid: string
  readonly failed: string
  readonly retry: string
}

const en: Words = {
  title: 'Your data',
  held: (site) => `This is what ${site} holds about you here. It came with the reports that you sent.`,
  eraseAbout:
    'You can have all of it deleted. It can’t be undone, and nobody can look into the problem that you reported any more.',
  erase: 'Delete all of it',
  eraseSurely: 'Yes, delete it for good',
  keep: 'Keep it',
  nothing: 'Nothing is held about you here',
  erased: 'It is deleted',
  erasing: 'It is being deleted…',
  receiptAbout:
    'The receipt says what was deleted and when the last backup of it is gone. It holds nothing of what was stored.',
  anybody: 'Anybody can check it',
  receipt: 'Download the receipt',
  copyAbout: 'You can have a copy of all of it, as a ZIP file. It is kept encrypted for a week.',
  copy: 'Make a copy',
  copying: 'The copy is being made…',
  copyFailed: 'The copy could not be made. Ask for another.',
  download: 'Download the copy',
  invalid: 'This link is not valid, or its time is over. Ask the site that you had it from for a new one.',
  failed: 'That did not work. Try again in a moment.',
  retry: 'Try again',
}

const de: Words = {
  title: 'Ihre Daten',
  held: (site) => `Das ist hier bei ${site} über Sie gespeichert. Es kam mit den Meldungen, die Sie gesendet haben.`,
  eraseAbout:
    'Sie können alles löschen lassen. Das lässt sich nicht rückgängig machen, und Ihren Meldungen kann niemand mehr nachgehen.',
  erase: 'Alles löschen',
  eraseSurely: 'Ja, endgültig löschen',
  keep: 'Behalten',
  nothing: 'Hier ist nichts über Sie gespeichert',
  erased: 'Es ist gelöscht',
  erasing: 'Es wird gelöscht…',
  receiptAbout:
    'Der Beleg sagt, was gelöscht wurde und wann die letzte Sicherung davon weg ist. Er enthält nichts vom Gespeicherten.',
  anybody: 'Jeder kann ihn prüfen',
  receipt: 'Beleg herunterladen',
  copyAbout: 'Sie können eine Kopie von allem haben, als ZIP-Datei. Sie wird eine Woche verschlüsselt aufbewahrt.',
  copy: 'Kopie erstellen',
  copying: 'Die Kopie wird erstellt…',
  copyFailed: 'Die Kopie konnte nicht erstellt werden. Fordern Sie eine neue an.',
  download: 'Kopie herunterladen',
  invalid: 'Dieser Link ist ungültig oder abgelaufen. Bitten Sie die Website, von der Sie ihn haben, um einen neuen.',
  failed: 'Das hat nicht geklappt. Versuchen Sie es gleich noch einmal.',
  retry: 'Noch einmal',
}

const fr: Words = {
  title: 'Vos données',
  held: (site) =>
    `Voici ce que ${site} conserve ici à votre sujet. Cela provient des signalements que vous avez envoyés.`,
  eraseAbout: 'Vous pouvez tout faire supprimer. C’est définitif, et vos signalements ne pourront plus être examinés.',
  erase: 'Tout supprimer',
  eraseSurely: 'Oui, supprimer définitivement',
  keep: 'Conserver',
  nothing: 'Rien n’est conservé ici à votre sujet',
  erased: 'C’est supprimé',
  erasing: 'Suppression en cours…',
  receiptAbout:
    'Le reçu indique ce qui a été supprimé et quand la dernière sauvegarde aura disparu. Il ne contient rien de ce qui était conservé.',
  anybody: 'Chacun peut le vérifier',
  receipt: 'Télécharger le reçu',
  copyAbout:
    'Vous pouvez obtenir une copie de tout, sous forme de fichier ZIP. Elle est gardée chiffrée pendant une semaine.',
  copy: 'Créer une copie',
  copying: 'La copie est en préparation…',
  copyFailed: 'La copie n’a pas pu être créée. Demandez-en une autre.',
  download: 'Télécharger la copie',
  invalid: 'Ce lien n’est pas valable ou a expiré. Demandez-en un nouveau au site qui vous l’a donné.',
  failed: 'Cela n’a pas fonctionné. Réessayez dans un instant.',
  retry: 'Réessayer',
}

const es: Words = {
  title: 'Sus datos',
  held: (site) => `Esto es lo que ${site} guarda aquí sobre usted. Llegó con los avisos que envió.`,
  eraseAbout: 'Puede hacer que se borre todo. No se puede deshacer, y nadie podrá ya revisar sus avisos.',
  erase: 'Borrarlo todo',
  eraseSurely: 'Sí, borrar definitivamente',
  keep: 'Conservar',
  nothing: 'Aquí no se guarda nada sobre usted',
  erased: 'Está borrado',
  erasing: 'Se está borrando…',
  receiptAbout:
    'El recibo dice qué se borró y cuándo desaparece la última copia de seguridad. No contiene nada de lo guardado.',
  anybody: 'Cualquiera puede comprobarlo',
  receipt: 'Descargar el recibo',
  copyAbout: 'Puede obtener una copia de todo, como archivo ZIP. Se guarda cifrada durante una semana.',
  copy: 'Hacer una copia',
  copying: 'Se está haciendo la copia…',
  copyFailed: 'No se pudo hacer la copia. Pida otra.',
  download: 'Descargar la copia',
  invalid: 'Este enlace no es válido o ha caducado. Pida uno nuevo al sitio que se lo dio.',
  failed: 'No ha funcionado. Inténtelo de nuevo en un momento.',
  retry: 'Intentar de nuevo',
}

const zh: Words = {
  title: '您的数据',
  held: (site) => `以下是 ${site} 在此保存的与您有关的内容，来自您提交的反馈。`,
  eraseAbout: '您可以要求全部删除。删除后无法恢复，您提交的反馈也将无法再被查看。',
  erase: '全部删除',
  eraseSurely: '是，永久删除',
  keep: '保留',
  nothing: '此处没有保存与您有关的内容',
  erased: '已删除',
  erasing: '正在删除…',
  receiptAbout: '回执说明删除了什么，以及最后一份备份何时消失。回执不包含任何已保存的内容。',
  anybody: '任何人都可以验证它',
  receipt: '下载回执',
  copyAbout: '您可以获取全部内容的副本（ZIP 文件）。副本会加密保存一周。',
  copy: '生成副本',
  copying: '正在生成副本…',
  copyFailed: '未能生成副本。请重新申请。',
  download: '下载副本',
  invalid: '此链接无效或已过期。请向提供链接的网站索取新的链接。',
  failed: '操作未成功。请稍后再试。',
  retry: '重试',
}

const all: Readonly<Record<string, Words>> = { en, de, fr, es, zh }

/** In the first of the browser's languages that there are words for; English otherwise. */
export function wordsFor(wishes: readonly string[]): { readonly language: string; readonly words: Words } {
  const language = wishes.map((wish) => wish.toLowerCase().split('-')[0] ?? '').find((one) => Object.hasOwn(all, one))
  return { language: language ?? 'en', words: (language && all[language]) || en }
}
