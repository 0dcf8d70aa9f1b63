"""The pictures and files of the demo site, put in the editors' library once."""

from django.core.files import File
from django.core.files.images import ImageFile

from accounts.models import Organisation
from cms.demo.files import FOLDER, read_rows
from cms.demo.prose import typeset
from cms.library.models import CouncilDocument, CouncilImage


def load_images(owner: Organisation) -> dict[str, CouncilImage]:
    """Return every picture by its key; those that are missing are added."""
    known = {one.title: one for one in CouncilImage.objects.filter(organisation=owner)}
    found = {}
    for row in read_rows("pictures.toml", "picture"):
        image = known.get(row["title"])
        if image is None:
            with (FOLDER / "pictures" / f"{row['key']}.png").open("rb") as file:
                image = CouncilImage(title=row["title"], description=typeset(row["shows"]), organisation=owner)
                image.file = ImageFile(file, name=f"{row['key']}.png")
                image.save()
        found[row["key"]] = image
    return found


def load_documents(owner: Organisation) -> dict[str, CouncilDocument]:
    """Return every file by its key; those that are missing are added."""
    known = {one.title: one for one in CouncilDocument.objects.filter(organisation=owner)}
    found = {}
    for row in read_rows("documents.toml", "document"):
        document = known.get(row["title"])
        if document is None:
            with (FOLDER / "documents" / f"{row['key']}.pdf").open("rb") as file:
                document = CouncilDocument(title=row["title"], organisation=owner)
                document.file = File(file, name=f"{row['key']}.pdf")
                document.save()
        found[row["key"]] = document
    return found
