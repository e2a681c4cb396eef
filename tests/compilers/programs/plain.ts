/** Every export has its type written out, as `isolatedDeclarations` asks. */
import { field, integer, text } from "weakfield";

export class Plain {
  @field(text()) name: string = "plain";
  @field(integer) size: number = 1.5;
  @field static made: number = 0;
  constructor() {
    Plain.made++;
  }
}
const plain: Plain = new Plain();
console.log(plain.name, plain.size, Plain.made);
