Reader=read=None
