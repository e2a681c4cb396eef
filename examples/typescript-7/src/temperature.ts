import { field } from "weakfield";

/** A temperature above absolute zero. */
export class Temperature {
  @field((value) => {
    const degrees = Number(value);
    if (!(degrees >= -273.15)) throw new RangeError("below absolute zero");
    return degrees;
  })
  celsius = 20;

  get fahrenheit(): number {
    return this.celsius * 1.8 + 32;
  }
}
