"""What pyproject.toml cannot say: the wheel carries parts of the repository that lie outside the package.

`site/` becomes `kentan/house`, `registry/` becomes `kentan/profiles`, and the files that an instance needs beside its
data become `kentan/instance`. So an instance that has nothing but the installed package can begin, check and build. An
editable install leaves them out: there they are the repository's own.
"""

import os
import shutil

from setuptools import setup
from setuptools.command.build_py import build_py

FOLDERS = {"kentan.house": "site", "kentan.profiles": "registry"}
INSTANCE = ("mkdocs.yml", "mkdocs.en.yml", ".gitignore", "requirements.txt", ".github")


class BuildWithHouse(build_py):
    """Adds the folders and files of the repository to what goes into a wheel."""

    def finalize_options(self) -> None:
        """Add the folders as data packages, unless the install is an editable one."""
        super().finalize_options()
        if not self.editable_mode:
            self.packages = [*self.packages, *FOLDERS]
            self.package_dir = {**self.package_dir, **FOLDERS}

    def run(self) -> None:
        """Build, and put the files of an instance beside the package's modules."""
        super().run()
        if self.editable_mode:
            return
        target = os.path.join(self.build_lib, "kentan", "instance")
        for name in INSTANCE:
            if os.path.isdir(name):
                shutil.copytree(name, os.path.join(target, name), dirs_exist_ok=True)
            else:
                os.makedirs(target, exist_ok=True)
                shutil.copyfile(name, os.path.join(target, name))


setup(
    cmdclass={"build_py": BuildWithHouse},
    options={"build": {"build_base": "build/wheel"}},  # `build/` itself is where the site is generated
)
