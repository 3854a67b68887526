import { type Refusal, refuse } from "./refusal.ts";

interface Language {
  readonly title: string;
  /** What the answer says, in that language. */
  readonly said: string;
}

/** Languages told by their script; Japanese is looked for first, since it borrows the signs of Chinese. */
const SCRIPTS: readonly (Language & { readonly script: RegExp })[] = [
  {
    title: "Japanese",
    script: /[\p{sc=Hiragana}\p{sc=Katakana}]/gu,
    said: "モデルのキーがないため、英語の依頼だけを読めます。英語で書いてください。",
  },
  {
    title: "Korean",
    script: /\p{sc=Hangul}/gu,
    said: "모델 키가 없어 영어만 읽을 수 있습니다. 영어로 적어 주세요.",
  },
  { title: "Chinese", script: /\p{sc=Han}/gu, said: "没有模型密钥时只能读英文。请用英文书写。" },
  {
    title: "a language in Cyrillic script",
    script: /\p{sc=Cyrillic}/gu,
    said: "Без ключа модели читается только английский. Напишите, пожалуйста, по-английски.",
  },
  {
    title: "Arabic",
    script: /\p{sc=Arabic}/gu,
    said: "بدون مفتاح نموذج لا تُقرأ إلا الإنجليزية. يُرجى الكتابة بالإنجليزية.",
  },
];

/** Neither its words nor its script are known by name: it is read like any other that only a model reads. */
const UNKNOWN: Language = {
  title: "a language that is not English",
  said: "Without a model key only English is read.",
};

/** Words that hold a sentence together in one language. */
const WORDS: readonly (Language & { readonly words: ReadonlySet<string> })[] = [
  {
    title: "German",
    words: wordsOf(
      "der die das den dem des ein eine einen einem einer und oder mit für von zu zum zur im ist sind soll sollen wird werden wir ich brauchen brauche bitte nicht kein keine auf aus bei nach namens heißt tage tagen auch nur",
    ),
    said: "Ohne Modellschlüssel wird nur Englisch gelesen. Bitte auf Englisch schreiben.",
  },
  {
    title: "French",
    words: wordsOf(
      "le la les un une des du de et ou avec pour dans sur est sont nous avons besoin je il vous créez créer s'il plaît pas sans appelé appelée nommé pendant jours qui que au aux d'un d'une",
    ),
    said: "Sans clé de modèle, seul l'anglais est lu. Merci d'écrire en anglais.",
  },
  {
    title: "Spanish",
    words: wordsOf(
      "el la los las un una unos unas de del y o con para por en es son necesitamos necesito queremos crea crear favor no sin llamado llamada que guarde durante días nos al",
    ),
    said: "Sin clave de modelo solo se lee inglés. Por favor, escriba en inglés.",
  },
  {
    title: "Portuguese",
    words: wordsOf(
      "o a os as um uma uns umas de do da dos das e ou com para por em no na é são precisamos preciso queremos criar crie favor não sem chamado chamada que guarde durante dias nos ao pelo",
    ),
    said: "Sem chave de modelo, só o inglês é lido. Por favor, escreva em inglês.",
  },
  {
    title: "Italian",
    words: wordsOf(
      "il lo la gli le un uno una di del della dei e o con per in è sono abbiamo bisogno vorrei vogliamo crea creare favore non senza chiamato chiamata che giorni al nel",
    ),
    said: "Senza chiave di un modello si legge solo l'inglese. Per favore, scrivi in inglese.",
  },
  {
    title: "Dutch",
    words: wordsOf(
      "de het een en of met voor van op in is zijn wij we ik nodig hebben graag maak niet geen zonder genaamd dagen die dat bij naar",
    ),
    said: "Zonder modelsleutel wordt alleen Engels gelezen. Schrijf het alstublieft in het Engels.",
  },
];

const ENGLISH = wordsOf(
  "a an the and or with for of to in on at by from is are be we i need want please called named that this it our not no without which who should must can could would keep kept make create add remove running behind set give",
);

/** Without a model only English is read: who writes in another language is told so, in both. */
export function refuseOtherLanguage(text: string): Refusal | null {
  const language = languageOf(text);
  if (language === null) return null;
  const begin = text.trim().slice(0, 60);
  return refuse(
    "intent/language",
    `"${begin}${text.trim().length > 60 ? "…" : ""}" is in ${language.title}: without a model key only English is read.`,
    `Write it in English. (${language.said})`,
  );
}

/** Whether a text is in a language that only a model reads. */
export function isOtherLanguage(text: string): boolean {
  return languageOf(text) !== null;
}

/** Names in quotes may be of any language; a letter or two of another script is a name too. */
function languageOf(text: string): Language | null {
  const plain = text.replaceAll(/"[^"]*"|“[^”]*”|`[^`]*`/g, " ");
  const words =
    plain
      .toLowerCase()
      .replaceAll("’", "'")
      .match(/[\p{L}']+/gu) ?? [];
  const english = words.filter((word) => ENGLISH.has(word)).length;
  const script = SCRIPTS.find((one) => (plain.match(one.script) ?? []).length > 2);
  if (script !== undefined && english < 2) return script;
  return byWords(words, english) ?? (isForeign(words, english) ? UNKNOWN : null);
}

/** Two words or more, and more than English ones, with letters that English has not. */
function isForeign(words: readonly string[], english: number): boolean {
  const foreign = new Set(words.filter((word) => /[^a-z']/.test(word.normalize("NFC"))));
  return foreign.size >= 2 && foreign.size > english;
}

/** Most of its words are of one language alone, and more of them than of English. */
function byWords(words: readonly string[], english: number): Language | null {
  const scored = WORDS.map((language) => ({
    language,
    // A word that English has too tells nothing.
    found: new Set(words.filter((word) => language.words.has(word) && !ENGLISH.has(word))).size,
    all: words.filter((word) => language.words.has(word)).length,
  }));
  const [best] = scored.toSorted((one, other) => other.found - one.found || other.all - one.all);
  return best !== undefined && best.found >= 2 && best.found > english ? best.language : null;
}

function wordsOf(words: string): ReadonlySet<string> {
  return new Set(words.split(" "));
}
