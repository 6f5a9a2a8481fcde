"""The public API: what the pages show, as JSON for other programs. Read-only.

`views` say what there is, `serializers` how it is written down, `vragen` reads the parameters, `problemen` and
`middleware` word every refusal, and `schema` makes the OpenAPI document from all of that.
"""

#: The version of the interface, by semantic versioning; its first number stands in every address.
VERSIE = "1.0.0"
