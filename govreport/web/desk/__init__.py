"""工作台公用: what the authoring and the review desk share: access, findings as shown, the form's grid."""
