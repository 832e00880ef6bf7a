"""DMN: decision tables and decision models, evaluated and analysed (DMN 1.5)."""
