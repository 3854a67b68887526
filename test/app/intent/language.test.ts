import { describe, expect, it } from "vitest";
import { readRequest } from "../../../app/intent/read-request.ts";
import { PARAPHRASES } from "./paraphrases/all.ts";

const read = (text: string) => readRequest(text, { existing: [] });

describe("readRequest", () => {
  it.each([
    ["German", "Ein Bucket für die Rechnungen, bitte nicht öffentlich", "auf Englisch"],
    ["French", "Il nous faut une file d'attente pour les commandes", "en anglais"],
    ["Spanish", "Un cubo para las facturas, por favor", "en inglés"],
    ["Portuguese", "Um bucket para as faturas, não público", "em inglês"],
    ["Italian", "Una coda per gli ordini che conserva i messaggi 7 giorni", "in inglese"],
    ["Dutch", "Een wachtrij voor de bestellingen, graag met 7 dagen bewaren", "in het Engels"],
    ["Japanese", "注文用のキューをお願いします", "英語"],
    ["Chinese", "一个用于订单的队列", "英文"],
    ["Korean", "주문용 대기열을 만들어 주세요", "영어"],
    ["Cyrillic", "очередь для заказов", "по-английски"],
    ["Arabic", "قائمة انتظار للطلبات", "بالإنجليزية"],
  ])("answers a request in %s in English and in that language", (language, text, said) => {
    const answer = read(text);
    expect(answer).toMatchObject({
      kind: "refused",
      code: "intent/language",
      next: expect.stringContaining(said),
    });
    expect(answer).toHaveProperty("message", expect.stringContaining(language));
    expect(answer).toHaveProperty("message", expect.stringContaining(text.slice(0, 20)));
  });

  it.each([
    "erişim günlükleri için S3 kovası ekle, adı ISTANBUL değil istanbul-logs olsun",
    "dodaj bucket S3 na dzienniki dostępu, właściciel: zespół danych",
    "एक्सेस लॉग के लिए S3 बकेट जोड़ें",
    "เพิ่มบักเก็ต S3 สำหรับบันทึกการเข้าถึง และคิว",
  ])("tells a language that it knows no words of from English: %s", (text) => {
    expect(read(text)).toMatchObject({
      code: "intent/language",
      message: expect.stringContaining("not English"),
    });
  });

  it.each([
    ["a bucket for the Zürich café"],
    ["bucket Zürich"],
    ['a bucket called "Rechnungen und Belege"'],
    ['a bucket called "請求書の保管"'],
    ["a bucket for the Müller und Söhne contract"],
    ["a table for les commandes with the key id"],
  ])("takes a name of another language for a name: %s", (text) => {
    expect(read(text)).not.toMatchObject({ code: "intent/language" });
  });

  it("takes none of the English phrases for another language", () => {
    const phrases = PARAPHRASES.flatMap(({ creates, changes, removes }) => [
      ...creates,
      ...changes,
      ...removes,
    ]);
    const taken = phrases.map(([text]) => text).filter((text) => "code" in read(text) && hasCode(text));
    expect(taken).toEqual([]);
  });
});

function hasCode(text: string): boolean {
  const answer = read(text);
  return answer.kind === "refused" && answer.code === "intent/language";
}
