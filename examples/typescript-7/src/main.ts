import { FieldError } from "weakfield";
import { Temperature } from "./temperature.js";

const temperature = new Temperature();
console.log(`${temperature.celsius} °C, ${temperature.fahrenheit} °F`);
try {
  temperature.celsius = -300;
} catch (error) {
  if (!(error instanceof FieldError) || !(error.cause instanceof Error)) throw error;
  // The converter threw at this place of the source.
  const [place] = /temperature\.ts:\d+:\d+/.exec(error.cause.stack ?? "") ?? [];
  console.log(`${error.cause.message}, says ${place}`);
}
