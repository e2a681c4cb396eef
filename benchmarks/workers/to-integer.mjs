// The conversion of hand-written classes: that of `integer`, at the least cost.
import { integer } from "weakfield";

const context = { field: "", owner: "" };

export const toInteger = (value) => integer(value, context);
