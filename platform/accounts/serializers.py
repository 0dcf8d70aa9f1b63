"""How people and organisations look from outside."""

from rest_framework import serializers

from accounts.models import ApiToken, Invitation, Membership, Organisation, Person


class PersonBriefSerializer(serializers.ModelSerializer[Person]):
    """A person as colleagues see them."""

    class Meta:
        model = Person
        fields = ["id", "name"]


class OrganisationBriefSerializer(serializers.ModelSerializer[Organisation]):
    """An organisation where it is only named."""

    short_name = serializers.CharField(source="label")

    class Meta:
        model = Organisation
        fields = ["id", "name", "short_name"]


class OrganisationSerializer(serializers.ModelSerializer[Organisation]):
    """An organisation whole."""

    parent = serializers.SlugRelatedField[Organisation](slug_field="slug", read_only=True, allow_null=True)  # type: ignore[assignment]

    class Meta:
        model = Organisation
        fields = [
            "id",
            "slug",
            "name",
            "short_name",
            "kind",
            "parent",
            "organisation_number",
            "municipality_code",
            "description",
        ]


class MembershipSerializer(serializers.ModelSerializer[Membership]):
    """A person acting for an organisation."""

    person = PersonBriefSerializer()
    organisation = OrganisationBriefSerializer()

    class Meta:
        model = Membership
        fields = ["id", "person", "organisation", "role", "title", "starts_on", "ends_on", "ended_at"]


class InvitationSerializer(serializers.ModelSerializer[Invitation]):
    """An invitation, to those who may see whom the organisation invites."""

    organisation = OrganisationBriefSerializer()

    class Meta:
        model = Invitation
        fields = [
            "id",
            "email",
            "organisation",
            "role",
            "title",
            "created_at",
            "expires_at",
            "accepted_at",
            "withdrawn_at",
        ]


class TokenSerializer(serializers.ModelSerializer[ApiToken]):
    """An API token without its secret."""

    class Meta:
        model = ApiToken
        fields = ["id", "label", "start", "scope", "created_at", "last_used_on", "revoked_at"]
